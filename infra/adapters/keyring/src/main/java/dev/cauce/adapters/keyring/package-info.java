/**
 * Where the keys of personal data are kept, apart from the events they protect: in the process on RocksDB (embedded),
 * or in MongoDB (distributed). Both keep the same records, wrapped three deep: a subject's key by its tenant's, a
 * tenant's by a master key that comes from outside.
 */
package dev.cauce.adapters.keyring;
