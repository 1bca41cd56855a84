"""What web pages are: body, metadata, boilerplate; from HTML or plain text to `Page`."""
