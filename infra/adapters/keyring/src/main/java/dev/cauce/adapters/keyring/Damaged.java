package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;

/** What is said of a record that is not what was written. */
final class Damaged {

    private Damaged() {}

    static KeyringFault record(RecordId id, String what) {
        return new KeyringFault(
                Reason.RECORD_DAMAGED,
                "the key record of " + id + " " + what + "; restore the keyring from its backup");
    }
}
