package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.Aes256Gcm;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import dev.cauce.platform.personaldata.WrappedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that wrap the tenants' keys, in versions, from outside the keyring. Written as {@code version:base64} of 32
 * bytes, separated by commas or lines, the current one first; a single key may leave out its version, which is 1 then.
 * To rotate: add the new key behind the current one on every node, then move it to the front on every node; the old one
 * can go when every tenant's record has been opened since, which a start of the keyring does.
 */
public final class MasterKeys {

    private final int current;
    private final Map<Integer, SecretKey> versions;

    private MasterKeys(int current, Map<Integer, SecretKey> versions) {
        this.current = current;
        this.versions = Map.copyOf(versions);
    }

    /** Reads the value of the setting {@code cauce.keys.master}. No message quotes any of it. */
    public static MasterKeys parse(String text) {
        Map<Integer, SecretKey> versions = new LinkedHashMap<>();
        String[] entries = Arrays.stream(text.split("[,\\r\\n]"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toArray(String[]::new);
        for (String entry : entries) {
            int colon = entry.indexOf(':');
            if (colon < 0 && entries.length > 1) {
                throw malformed("each of several keys needs its version, as in 2:BASE64,1:BASE64");
            }
            int version = colon < 0 ? 1 : version(entry.substring(0, colon).strip());
            if (versions.put(version, key(entry.substring(colon + 1).strip())) != null) {
                throw malformed("version " + version + " is there twice");
            }
        }
        if (versions.isEmpty()) {
            throw malformed("it is empty");
        }
        return new MasterKeys(versions.keySet().iterator().next(), versions);
    }

    private static int version(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw malformed("the version before the colon is no positive number");
        }
        return Integer.parseInt(text);
    }

    private static SecretKey key(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw malformed("a key is not Base64");
        }
        if (bytes.length != Aes256Gcm.KEY_BYTES) {
            throw malformed("a key has " + bytes.length + " bytes and not 32");
        }
        byte first = bytes[0];
        boolean varied = false;
        for (byte each : bytes) {
            varied |= each != first;
        }
        if (!varied) {
            throw malformed("a key is the same byte 32 times and surely not random");
        }
        return Aes256Gcm.key(bytes);
    }

    private static KeyringFault malformed(String what) {
        return new KeyringFault(
                Reason.MASTER_KEY_MALFORMED,
                "the master key cannot be used: " + what + "; make one with: openssl rand -base64 32");
    }

    /** Reads a file in the same form. It must not be readable by everybody. */
    public static MasterKeys read(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw malformed("everybody can read the file " + file + " (chmod 600 " + file + ")");
            }
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            throw new KeyringFault(Reason.MASTER_KEY_MISSING, "there is no master key at " + file, e);
        } catch (IOException e) {
            throw new KeyringFault(
                    Reason.MASTER_KEY_MALFORMED, "the file with the master key, " + file + ", cannot be read", e);
        }
    }

    /** Makes a file with a new random key, readable by its owner alone and on the disk before this returns. */
    static MasterKeys create(Path file) {
        String text =
                "1:" + Base64.getEncoder().encodeToString(Aes256Gcm.newKey().getEncoded()) + "\n";
        Path folder = file.toAbsolutePath().getParent();
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
            try (FileChannel out = posix
                    ? FileChannel.open(
                            draft,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            // A link and not a move: it never replaces a key that another process made meanwhile.
            Files.createLink(file, draft);
            Files.delete(draft);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
            return read(file);
        } catch (FileAlreadyExistsException e) {
            throw new KeyringFault(Reason.STORE_IN_USE, "another process is making a keyring in " + folder, e);
        } catch (IOException e) {
            throw new KeyringFault(
                    Reason.STORE_UNAVAILABLE, "a master key cannot be written to " + file + ": is it writable?", e);
        }
    }

    int current() {
        return current;
    }

    WrappedKey wrap(SecretKey key, String use) {
        return new WrappedKey(
                current, Aes256Gcm.seal(currentKey(), key.getEncoded(), use.getBytes(StandardCharsets.UTF_8)));
    }

    private SecretKey currentKey() {
        SecretKey key = versions.get(current);
        if (key == null) {
            throw new IllegalStateException("the current version is one of the versions");
        }
        return key;
    }

    SecretKey unwrap(RecordId tenant, WrappedKey wrapped, String use) {
        @Nullable SecretKey master = versions.get(wrapped.version());
        if (master == null) {
            throw new KeyringFault(
                    Reason.MASTER_KEY_MISSING,
                    "the keys of tenant " + tenant + " are wrapped by version " + wrapped.version()
                            + " of the master key, and cauce.keys.master has no such version");
        }
        Optional<byte[]> key = Aes256Gcm.open(master, wrapped.sealed(), use.getBytes(StandardCharsets.UTF_8));
        return key.map(Aes256Gcm::key)
                .orElseThrow(() -> new KeyringFault(
                        Reason.MASTER_KEY_WRONG,
                        "version " + wrapped.version() + " of the master key does not open the keys of tenant " + tenant
                                + ": it is another key, or the record was altered"));
    }
}
