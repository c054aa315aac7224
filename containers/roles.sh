#!/bin/bash
# Run once by the image of PostgreSQL, in an empty database: the roles of ADR 26.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" <<END
CREATE ROLE alo153 LOGIN PASSWORD '$PROGRAM_PASSWORD';
CREATE ROLE alo153_owner LOGIN PASSWORD '$OWNER_PASSWORD';
CREATE DATABASE alo153 OWNER alo153_owner TEMPLATE template0 ENCODING 'UTF8';
ALTER DATABASE alo153 SET log_min_error_statement = 'panic';
ALTER DATABASE alo153 SET log_error_verbosity = 'terse';
END
