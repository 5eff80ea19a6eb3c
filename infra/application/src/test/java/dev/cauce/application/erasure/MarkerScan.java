package dev.cauce.application.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Looks for texts in everything below a folder: in the bytes of each file, and, since its blocks may be compressed, in
 * every key and value of each RocksDB there. A text is found as UTF-8, UTF-16, hexadecimal or Base64, at any offset.
 */
final class MarkerScan {

    private final Map<String, List<byte[]>> patterns = new LinkedHashMap<>();

    MarkerScan(Iterable<String> texts) {
        texts.forEach(text -> patterns.put(text, encoded(text)));
    }

    /** Where which text was found: {@code text in place}. */
    Set<String> scan(Path folder) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    look(Files.readAllBytes(file), folder.relativize(file).toString(), found);
                    if (file.getFileName().toString().equals("CURRENT")) {
                        scanStore(file.getParent(), folder, found);
                    }
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return found;
    }

    /** Looks into some bytes. */
    void look(byte[] bytes, String place, Set<String> found) {
        patterns.forEach((text, forms) -> {
            for (byte[] form : forms) {
                if (contains(bytes, form)) {
                    found.add(text + " in " + place);
                    return;
                }
            }
        });
    }

    private void scanStore(Path store, Path folder, Set<String> found) {
        String place = "records of " + folder.relativize(store);
        inStore(store, true, (db, family) -> {
            try (RocksIterator records = db.newIterator(family)) {
                for (records.seekToFirst(); records.isValid(); records.next()) {
                    look(records.key(), place, found);
                    look(records.value(), place, found);
                }
                records.status();
            }
        });
    }

    /** Rewrites every record of every store below the folder, so that what was deleted or replaced is gone. */
    static void compact(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().equals("CURRENT")) {
                    inStore(file.getParent(), false, (db, family) -> {
                        try (org.rocksdb.FlushOptions flush = new org.rocksdb.FlushOptions().setWaitForFlush(true);
                                org.rocksdb.CompactRangeOptions all = new org.rocksdb.CompactRangeOptions()
                                        .setBottommostLevelCompaction(
                                                org.rocksdb.CompactRangeOptions.BottommostLevelCompaction.kForce)) {
                            db.flush(flush, family);
                            db.compactRange(family, null, null, all);
                        }
                    });
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @FunctionalInterface
    private interface Act {
        void on(RocksDB db, ColumnFamilyHandle family) throws RocksDBException;
    }

    private static void inStore(Path store, boolean readOnly, Act act) {
        try (Options options = new Options();
                DBOptions opened = new DBOptions()) {
            List<ColumnFamilyDescriptor> families = new ArrayList<>();
            for (byte[] name : RocksDB.listColumnFamilies(options, store.toString())) {
                families.add(new ColumnFamilyDescriptor(name));
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (RocksDB db = readOnly
                    ? RocksDB.openReadOnly(opened, store.toString(), families, handles)
                    : RocksDB.open(opened, store.toString(), families, handles)) {
                for (ColumnFamilyHandle family : handles) {
                    act.on(db, family);
                }
                handles.forEach(ColumnFamilyHandle::close);
            }
        } catch (RocksDBException cause) {
            throw new AssertionError("Cannot open " + store, cause);
        }
    }

    private static List<byte[]> encoded(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> forms = new ArrayList<>();
        forms.add(utf8);
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            forms.add(text.getBytes(wide));
        }
        forms.add(ascii(HexFormat.of().formatHex(utf8)));
        forms.add(ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        for (int offset = 0; offset < 3; offset++) {
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                byte[] shifted = new byte[utf8.length + offset];
                System.arraycopy(utf8, 0, shifted, offset, utf8.length);
                String whole = encoder.withoutPadding().encodeToString(shifted);
                // The first and the last characters hang on what stands beside.
                forms.add(ascii(whole.substring(offset == 0 ? 0 : offset + 1, whole.length() - 2)));
            }
        }
        return List.copyOf(forms);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        int last = bytes.length - wanted.length;
        byte first = wanted[0];
        for (int at = 0; at <= last; at++) {
            if (bytes[at] == first
                    && java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
