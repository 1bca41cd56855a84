"""Words that mean something: how expressions are written, compiled and looked up."""
