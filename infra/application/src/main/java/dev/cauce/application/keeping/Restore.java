package dev.cauce.application.keeping;

import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.adapters.eventstore.RocksEventStore;
import dev.cauce.adapters.eventstore.StoreHead;
import dev.cauce.adapters.eventstore.StoreOptions;
import dev.cauce.adapters.eventstore.StoredEvent;
import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.CauceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Brings a backup into a data folder that nobody has open. Whoever was erased stays erased, as far as anything still
 * knows of it: keys are added to the keyring that is there and never put in its place, an erasure winning on either
 * side; and every erasure that the restored events tell of, or those that they replace, is carried out again.
 *
 * <p>What is replaced is moved aside and not removed. A restore that was cut short leaves a mark: the application does
 * not start on it, and the next restore does it again.
 */
final class Restore {

    /** The mark of one that was cut short; see {@link DataFormat}. */
    static final String UNDER_WAY = "RESTORE-UNDER-WAY";

    private static final String ERASED = PersonalDataErased.class.getName();
    private static final int LOOK = 50_000;

    private final Path home;
    private final Clock clock;
    private final Consumer<String> said;

    /** @param said is told what was done, in words */
    Restore(Path home, Clock clock, Consumer<String> said) {
        this.home = home;
        this.clock = clock;
        this.said = said;
    }

    /**
     * Restores one.
     *
     * @param backup the folder of one backup
     * @param keys where keys are kept
     * @param replace whether events that are there may be moved aside
     * @throws KeepingFailed where it cannot or must not be done; events that were there are as they were
     */
    void from(Path backup, Path keys, boolean replace) {
        Manifest manifest = Manifest.read(backup);
        check(backup);
        boolean cutShort = Files.exists(home.resolve(UNDER_WAY));
        boolean there = Files.isDirectory(home.resolve(OpenStores.EVENTS));
        if (there && !cutShort && !replace) {
            throw new KeepingFailed("There are events in " + home
                    + " already. --replace moves them aside (and keeps the keys); --data names another folder.");
        }
        try {
            Folders.make(home);
            refuseOneInUse(there);
            if (!cutShort) {
                Folders.write(home.resolve(UNDER_WAY), "replaced-" + clock.millis() + "\n");
            }
            Path aside = home.resolve(Files.readString(home.resolve(UNDER_WAY)).strip());
            moveAside(aside);
            Folders.copy(backup.resolve(OpenStores.EVENTS), fresh(OpenStores.EVENTS));
            Folders.copy(backup.resolve(Backup.STATE), fresh(OpenStores.VIEWS));
            restoreKeys(keys);
            int erasures = eraseAgain(fresh(OpenStores.EVENTS)) + eraseAgain(aside.resolve(OpenStores.EVENTS));
            Folders.rename(fresh(OpenStores.EVENTS), home.resolve(OpenStores.EVENTS));
            Folders.rename(fresh(OpenStores.VIEWS), home.resolve(OpenStores.VIEWS));
            Files.delete(home.resolve(UNDER_WAY));
            said.accept("Restored %s, made at %s, with events up to %d; %d erasures hold"
                    .formatted(backup, manifest.madeAt(), manifest.position(), erasures));
            if (Files.exists(aside)) {
                said.accept("What was there before is in " + aside + "; remove it when you need it no more");
            }
            said.accept("The views are built again from the events at the next start");
        } catch (IOException failure) {
            throw new KeepingFailed(
                    "The restore into %s was cut short (%s). Mend that and ask for it again; until then nothing starts there."
                            .formatted(home, failure),
                    failure);
        }
    }

    private static void check(Path backup) {
        var events = RocksEventStore.verify(backup.resolve(OpenStores.EVENTS));
        if (!events.isSound()) {
            throw new KeepingFailed("The events in " + backup + " are damaged, take another backup: "
                    + String.join("; ", events.findings().subList(0, 1)));
        }
        if (!Files.isDirectory(backup.resolve(Backup.STATE))) {
            throw new KeepingFailed("The backup " + backup + " has lost its state; take another backup.");
        }
    }

    /** Each store refuses a folder that another process has open. */
    private void refuseOneInUse(boolean there) {
        if (there) {
            RocksEventStore.open(home.resolve(OpenStores.EVENTS), StoreOptions.defaults())
                    .close();
        }
        if (Files.isDirectory(home.resolve(OpenStores.VIEWS))) {
            EmbeddedDocumentStore.start(home.resolve(OpenStores.VIEWS)).close();
        }
    }

    private void moveAside(Path aside) throws IOException {
        for (String part : List.of(OpenStores.EVENTS, OpenStores.VIEWS)) {
            if (Files.isDirectory(home.resolve(part))) {
                Folders.make(aside);
                // One that a restore had put there before it was cut short is not what was there before.
                if (Files.exists(aside.resolve(part))) {
                    Folders.delete(home.resolve(part));
                } else {
                    Folders.rename(home.resolve(part), aside.resolve(part));
                }
            }
            Folders.delete(fresh(part));
        }
    }

    private Path fresh(String part) {
        return home.resolve(part + ".restored");
    }

    private void restoreKeys(Path keys) throws IOException {
        Path backup = keys.resolve(Backup.KEYRING);
        if (!Files.exists(backup)) {
            throw new KeepingFailed("There is no keyring at " + backup
                    + "; without it nothing personal can be read. Name the folder that has it with --keys.");
        }
        Path own = home.resolve(OpenStores.KEYS);
        Path master = own.resolve(OpenStores.MASTER_KEY);
        if (!Files.exists(master) && Files.exists(keys.resolve(OpenStores.MASTER_KEY))) {
            Folders.make(own);
            Files.copy(keys.resolve(OpenStores.MASTER_KEY), master, StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (Keyring keyring = Keyring.embedded(own)) {
            keyring.restore(backup);
        }
        Path identity = home.resolve(OpenStores.IDENTITY);
        if (!Files.exists(identity) && Files.isDirectory(keys.resolve(OpenStores.IDENTITY))) {
            Folders.copy(keys.resolve(OpenStores.IDENTITY), identity);
        }
    }

    /** Destroys the keys of all whom these events say are erased, and answers with how many there are. */
    private int eraseAgain(Path events) {
        if (!Files.isDirectory(events)) {
            return 0;
        }
        int erased = 0;
        try (RocksEventStore store = RocksEventStore.open(events, StoreOptions.defaults());
                Keyring keyring = Keyring.embedded(home.resolve(OpenStores.KEYS))) {
            StoreHead.Scan scan;
            long after = 0;
            do {
                scan = store.events().scan(after, event -> event.payloadType().equals(ERASED), LOOK, LOOK);
                after = scan.lookedAt();
                for (StoredEvent event : scan.events()) {
                    JsonNode payload =
                            CauceJson.mapper().readTree(event.getPayload().getData());
                    keyring.destroy(
                            new TenantId(payload.path("tenantId").asString()),
                            payload.path("accountId").asString(),
                            event.getTimestamp());
                    erased++;
                }
            } while (!scan.atHead());
        }
        return erased;
    }
}
