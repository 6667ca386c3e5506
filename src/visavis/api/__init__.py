"""The HTTP interface: parse, call, present. The only place that knows HTTP; one thin file for each domain."""
