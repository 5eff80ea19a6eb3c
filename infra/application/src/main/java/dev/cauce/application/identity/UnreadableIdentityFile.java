package dev.cauce.application.identity;

import java.nio.file.Path;

/**
 * A file of the identity folder is damaged. Start-up stops here: making a new one in silence would lock everybody out.
 */
public final class UnreadableIdentityFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableIdentityFile(Path path, String holds, Throwable cause) {
        super(
                "%s should hold %s and cannot be read as such. Restore it from a backup; or move it away, and a new one is made at the next start (what the old one allowed is then refused)."
                        .formatted(path, holds),
                cause);
    }
}
