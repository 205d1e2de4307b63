-- Pages that were made once, padded and sealed under the ledger's key; they rest on entries and can go at any time. Never edited once released.
CREATE TABLE pages (n INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL) STRICT;
