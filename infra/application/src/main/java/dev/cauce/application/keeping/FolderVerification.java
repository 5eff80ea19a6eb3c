package dev.cauce.application.keeping;

import com.mongodb.client.MongoDatabase;
import dev.cauce.adapters.documentstore.DocumentStoreException;
import dev.cauce.adapters.eventstore.StoreException;
import dev.cauce.platform.personaldata.KeyringFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Reads everything in a data folder and says what does not fit together: events in one order without gaps, each in its
 * stream's sequence, every checksum; documents and their indexes; every key; and no token ahead of the events.
 */
final class FolderVerification {

    private static final Pattern POSITION = Pattern.compile("\"globalIndex\"\\s*:\\s*(\\d{1,18})");

    private final List<String> lines = new ArrayList<>();
    private boolean sound = true;

    private FolderVerification() {}

    /**
     * What was found.
     *
     * @param lines for people, one finding or one part each
     */
    record Report(boolean sound, List<String> lines) {
        Report {
            lines = List.copyOf(lines);
        }
    }

    static Report of(OpenStores stores) {
        FolderVerification verification = new FolderVerification();
        verification.part("documents", () -> {
            var report = stores.documents().verify();
            verification.found(report.findings());
            return report.documents() + " in " + report.collections() + " collections";
        });
        // Before the events are counted: what is written meanwhile puts tokens behind and never ahead.
        long furthest = verification.tokens(stores);
        verification.part("events", () -> {
            var report = stores.events().verify();
            verification.found(report.findings());
            if (furthest > report.head()) {
                verification.found(
                        List.of("A token stands at event %d and there are %d events: some are lost; restore a backup"
                                .formatted(furthest, report.head())));
            }
            return report.head() + " in " + report.streams() + " streams, " + report.snapshots() + " snapshots";
        });
        verification.part("keys", () -> stores.keys().verify() + " subjects");
        return new Report(verification.sound, verification.lines);
    }

    private long tokens(OpenStores stores) {
        long[] furthest = {0};
        part("tokens", () -> {
            furthest[0] = stores.onDocuments(FolderVerification::furthestToken);
            return "the furthest is at event " + furthest[0];
        });
        return furthest[0];
    }

    private static long furthestToken(MongoDatabase database) {
        long furthest = 0;
        for (Document token : database.getCollection("trackingtokens").find()) {
            if (token.get("token") instanceof Binary bytes) {
                String json = new String(bytes.getData(), StandardCharsets.UTF_8);
                furthest = Math.max(
                        furthest,
                        POSITION.matcher(json)
                                .results()
                                .mapToLong((MatchResult found) -> Long.parseLong(found.group(1)))
                                .max()
                                .orElse(0));
            }
        }
        return furthest;
    }

    private void part(String name, Supplier<String> check) {
        try {
            int before = lines.size();
            String read = check.get();
            lines.add(before, name + ": " + read);
        } catch (StoreException | DocumentStoreException | KeyringFault damaged) {
            found(List.of(name + ": " + damaged.getMessage()));
        }
    }

    private void found(List<String> findings) {
        sound &= findings.isEmpty();
        findings.forEach(finding -> lines.add("  WRONG  " + finding));
    }
}
