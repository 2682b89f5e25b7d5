module peer-opa

go 1.24

require github.com/open-policy-agent/opa v1.9.0
