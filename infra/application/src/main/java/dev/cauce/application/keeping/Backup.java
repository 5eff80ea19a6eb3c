package dev.cauce.application.keeping;

import com.mongodb.client.MongoCollection;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * Makes a backup while the stores are in use, or are not. A folder of backups holds:
 *
 * <pre>
 * 20261124T170000.000Z/   one each: MANIFEST, events, and the state that does not follow from them
 * keys/                   one for all of them, replaced by each backup: the keyring, its master key, identities
 * </pre>
 *
 * <p>No backup holds a key, or personal data in the clear. The keys are there once, as they are now: whoever is erased
 * by then cannot be read in the older backups beside them either. State is taken before the events, so that no token is
 * ahead of them; keys after, so that no event is without its key.
 */
final class Backup {

    static final String STATE = "state";
    static final String KEYRING = "keyring";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int BATCH = 500;

    private final OpenStores stores;
    private final Clock clock;

    /** @param clock the system's */
    Backup(OpenStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Makes one.
     *
     * @param backups the folder of backups; made where it is not there
     * @param keys where the keys go, apart from it or within it
     * @return the new backup's folder
     * @throws KeepingFailed where it cannot be written; no earlier backup has suffered then
     */
    Path make(Path backups, Path keys) {
        if (backups.toAbsolutePath().normalize().startsWith(stores.home())) {
            throw new KeepingFailed(
                    "A backup inside the data folder dies with it; name a folder outside " + stores.home() + ".");
        }
        String name = NAME.format(clock.instant());
        Path unfinished = backups.resolve(name + ".unfinished");
        try {
            Folders.make(backups);
            Folders.make(unfinished);
            copyState(unfinished.resolve(STATE));
            long position = stores.events().backup(unfinished.resolve(OpenStores.EVENTS));
            keepKeys(Folders.make(keys));
            new Manifest(Manifest.FORMAT, clock.instant(), position).write(unfinished);
            Path finished = backups.resolve(name);
            Folders.rename(unfinished, finished);
            return finished;
        } catch (IOException failure) {
            throw new KeepingFailed(
                    "The backup into %s failed (%s): is the disk full, or not ours to write?"
                            .formatted(backups, failure),
                    failure);
        }
    }

    /** A copy of one moment is made first, and of that copy what is no view. */
    private void copyState(Path target) throws IOException {
        Path moment = stores.home().resolve("backup-under-way");
        Folders.delete(moment);
        stores.documents().backup(moment);
        try (EmbeddedDocumentStore from = EmbeddedDocumentStore.start(moment);
                EmbeddedDocumentStore to = EmbeddedDocumentStore.start(target)) {
            OpenStores.on(
                    from,
                    source -> OpenStores.on(to, database -> {
                        RebuiltViews.kept(source)
                                .forEach(name -> copy(source.getCollection(name), database.getCollection(name)));
                        RebuiltViews.want(database);
                        return database;
                    }));
        } finally {
            Folders.delete(moment);
        }
    }

    private static void copy(MongoCollection<Document> from, MongoCollection<Document> to) {
        List<Document> batch = new ArrayList<>(BATCH);
        for (Document document : from.find().batchSize(BATCH)) {
            batch.add(document);
            if (batch.size() == BATCH) {
                to.insertMany(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            to.insertMany(batch);
        }
    }

    private void keepKeys(Path keys) throws IOException {
        Path fresh = keys.resolve(KEYRING + ".new");
        Files.deleteIfExists(fresh);
        stores.keys().backup(fresh);
        Folders.rename(fresh, keys.resolve(KEYRING));
        Path master = stores.home().resolve(OpenStores.KEYS).resolve(OpenStores.MASTER_KEY);
        if (Files.exists(master)) {
            // Where it is given from outside it is not here, and whoever gives it keeps it.
            Path copy = keys.resolve(OpenStores.MASTER_KEY + ".new");
            Files.copy(master, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Folders.rename(copy, keys.resolve(OpenStores.MASTER_KEY));
        }
        Path identity = stores.home().resolve(OpenStores.IDENTITY);
        if (Files.isDirectory(identity)) {
            Path copy = keys.resolve(OpenStores.IDENTITY + ".new");
            Folders.delete(copy);
            Folders.copy(identity, copy);
            Folders.delete(keys.resolve(OpenStores.IDENTITY));
            Folders.rename(copy, keys.resolve(OpenStores.IDENTITY));
        }
    }

    /** The newest complete backup in a folder. */
    static Path newest(Path backups) {
        try (var folders = Files.list(backups)) {
            return folders.filter(folder -> Files.exists(folder.resolve(Manifest.FILE)))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new KeepingFailed("There is no complete backup in " + backups + "."));
        } catch (IOException missing) {
            throw new KeepingFailed("There is no folder of backups at " + backups + ".", missing);
        }
    }
}
