"""Where notices come from: one YAML file a site, one adapter a family of sites."""
