package dev.cauce.command.account;

import java.text.Normalizer;
import java.util.Locale;

/** When two spellings are the same mail address: letter case, surrounding space and Unicode form do not count. */
final class EmailAddress {

    private EmailAddress() {}

    static String normalised(String written) {
        return Normalizer.normalize(written.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
