/**
 * Keeping what there is: backups made while it runs, with the keys apart from the events; restoring them so that nobody
 * who was erased comes back; and verifying a data folder. For whoever owns the data folder, not for a tenant: it is
 * asked through a socket that only that user can open, or as a command on a folder that nobody has open.
 */
@NullMarked
package dev.cauce.application.keeping;

import org.jspecify.annotations.NullMarked;
