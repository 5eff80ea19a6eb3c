package dev.cauce.application.faults;

import dev.cauce.application.crash.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A disk of its own for a process, small and in memory, which can be filled and emptied while the process runs. Linux
 * lets any user mount one in a namespace of its own, where it is not forbidden.
 */
final class SmallDisk {

    private static final int MEBIBYTE = 1 << 20;
    private static final int PAGE = 1 << 12;

    private final Path folder;
    private final String beforehand;
    private final int mebibytes;

    /** @param folder exists, and is covered by the disk in the eyes of the process */
    SmallDisk(Path folder, int mebibytes) {
        this(folder, mebibytes, "");
    }

    private SmallDisk(Path folder, int mebibytes, String beforehand) {
        this.folder = folder;
        this.mebibytes = mebibytes;
        this.beforehand = beforehand;
    }

    /** The same, and full before the process begins. */
    SmallDisk fullFromTheBeginning() {
        return new SmallDisk(folder, mebibytes, "cat /dev/zero > \"$0/ballast\" 2> /dev/null; ");
    }

    /** Whether this user may have one. */
    static boolean isPossible() {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            return false;
        }
        try {
            Process process = new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException impossible) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The data folder on it. */
    Path home() {
        return folder.resolve("home");
    }

    /** What to start a process with so that it has this disk. */
    List<String> prefix() {
        return List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=%dm tmpfs \"$0\" && { %s exec \"$@\"; }".formatted(mebibytes, beforehand),
                folder.toString());
    }

    /** Fills it until so many bytes are left. */
    void fill(ServerProcess process, long left) {
        Path ballast = ballast(process);
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (usable(process) - MEBIBYTE >= left) {
                out.write(new byte[MEBIBYTE]);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Fills it to the last page; answers whether somebody else still found one. */
    void fillUp(ServerProcess process) {
        try (OutputStream out =
                Files.newOutputStream(ballast(process), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (usable(process) > 0) {
                out.write(new byte[PAGE]);
            }
        } catch (IOException full) {
            if (usable(process) > PAGE) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Makes room again. */
    void empty(ServerProcess process) {
        try {
            Files.delete(ballast(process));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static Path ballast(ServerProcess process) {
        return process.files().resolveSibling("ballast");
    }

    private static long usable(ServerProcess process) {
        // The file store's own question looks for the mount, which is not to be seen from here.
        return process.files().toFile().getUsableSpace();
    }
}
