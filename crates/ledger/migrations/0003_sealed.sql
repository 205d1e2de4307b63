-- Every content under a key of its own. Heads, keys and the tip are sealed under the ledger's key, which stands in `settings` as it
-- is, or sealed under a key from a passphrase. To expunge is to delete a row of `keys` and of `contents`. Never edited once released.
CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE heads    (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE keys     (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE contents (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
