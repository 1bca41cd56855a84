"""Where notices come from: one YAML file a site, checked when it is read."""
