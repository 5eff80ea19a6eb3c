package dev.cauce.adapters.keyring;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A file with all records of a keyring, whichever store they are from; keys stay wrapped. {@code magic}, then for each
 * record {@code 1, tenant, subject, length, bytes}, then {@code 0, count}, then the SHA-256 of all that.
 */
final class KeyringBackup {

    private static final byte[] MAGIC = "cauce:keyring:1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    private static final int LONGEST_RECORD = 1 << 20;

    private KeyringBackup() {}

    /** Writes a new file, on the disk before this returns; answers with the number of records. */
    static long write(KeyRecords records, Path file) {
        try (FileChannel channel = create(file);
                OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            MessageDigest digest = sha256();
            DataOutputStream out = new DataOutputStream(new DigestOutputStream(buffered, digest));
            out.write(MAGIC);
            long[] count = {0};
            BiConsumer<RecordId, byte[]> entry = (id, bytes) -> {
                put(out, id, bytes);
                count[0]++;
            };
            // Tenants last: a version that wraps a subject's key is there by then.
            records.forEachTenant((tenant, _) -> records.forEachSubject(tenant, entry));
            records.forEachTenant(entry);
            out.writeByte(0);
            out.writeLong(count[0]);
            out.flush();
            buffered.write(digest.digest());
            buffered.flush();
            channel.force(true);
            return count[0];
        } catch (IOException | UncheckedIOException e) {
            throw new KeyringFault(
                    Reason.STORE_UNAVAILABLE, "the backup " + file + " cannot be written: is the disk full?", e);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            Path folder = file.toAbsolutePath().getParent();
            return folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")
                    ? FileChannel.open(
                            file,
                            fresh,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : FileChannel.open(file, fresh);
        } catch (FileAlreadyExistsException e) {
            throw new KeyringFault(Reason.STORE_UNAVAILABLE, "there is a file " + file + " already", e);
        }
    }

    private static void put(DataOutputStream out, RecordId id, byte[] bytes) {
        try {
            out.writeByte(1);
            out.writeUTF(id.tenant());
            out.writeUTF(id.subject());
            out.writeInt(bytes.length);
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows every record of a file, after the whole of it was found to be what was written. */
    static void read(Path file, BiConsumer<RecordId, byte[]> visitor) {
        try {
            check(file);
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                in.skipNBytes(MAGIC.length);
                long count = 0;
                while (in.readByte() == 1) {
                    RecordId id = id(file, in.readUTF(), in.readUTF());
                    int length = in.readInt();
                    if (length < 0 || length > LONGEST_RECORD) {
                        throw damaged(file);
                    }
                    visitor.accept(id, in.readNBytes(length));
                    count++;
                }
                if (in.readLong() != count) {
                    throw damaged(file);
                }
            }
        } catch (EOFException | UTFDataFormatException _) {
            throw damaged(file);
        } catch (IOException e) {
            throw new KeyringFault(Reason.STORE_UNAVAILABLE, "the backup " + file + " cannot be read", e);
        }
    }

    private static RecordId id(Path file, String tenant, String subject) {
        try {
            TenantId tenantId = new TenantId(tenant);
            return subject.isEmpty() ? RecordId.ofTenant(tenantId) : RecordId.ofSubject(tenantId, subject);
        } catch (IllegalArgumentException _) {
            throw damaged(file);
        }
    }

    private static void check(Path file) throws IOException {
        long length = Files.size(file) - DIGEST_BYTES;
        MessageDigest digest = sha256();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (length < MAGIC.length || !Arrays.equals(magic, MAGIC)) {
                throw new KeyringFault(Reason.RECORD_DAMAGED, file + " is no backup of a keyring");
            }
            digest.update(magic);
            byte[] block = new byte[1 << 16];
            for (long left = length - magic.length; left > 0; ) {
                int read = in.read(block, 0, (int) Math.min(block.length, left));
                if (read < 0) {
                    throw damaged(file);
                }
                digest.update(block, 0, read);
                left -= read;
            }
            if (!MessageDigest.isEqual(digest.digest(), in.readNBytes(DIGEST_BYTES))) {
                throw damaged(file);
            }
        }
    }

    private static KeyringFault damaged(Path file) {
        return new KeyringFault(
                Reason.RECORD_DAMAGED, "the backup " + file + " is not what was written: it is cut short or altered");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
