package dev.cauce.platform.access;

import dev.cauce.contracts.rejection.ErrorCode;
import java.util.Map;

/** Where denied attempts and reads of personal data are written; never personal data itself. */
public interface AccessAudit {

    /** Somebody was refused; {@code metadata} is that of the message, as far as it has any. */
    void denied(Map<String, ?> metadata, String what, ErrorCode code);

    /** Somebody read personal data. */
    void personalDataRead(Map<String, ?> metadata, String query);
}
