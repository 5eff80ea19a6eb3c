package dev.cauce.adapters.documentstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rocksdb.RocksDBException;

@Timeout(30)
class JournalSyncTest {

    @Test
    void isSharedByAllWhoCameWhileOneRan() throws Exception {
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        JournalSync journal = new JournalSync(() -> {
            if (runs.incrementAndGet() == 1) {
                firstRuns.countDown();
                awaitQuietly(goOn);
            }
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waiting = new ArrayList<>();
            waiting.add(threads.submit(journal::await));
            firstRuns.await();
            for (int i = 0; i < 20; i++) {
                waiting.add(threads.submit(journal::await));
            }
            while (journal.waits() < 21) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            for (Future<?> each : waiting) {
                each.get();
            }
        }
        // Those who came while the first ran need one that began after they came; it serves them together. A thread
        // that had counted itself but not yet taken its ticket may need one more.
        assertThat(runs.get()).isBetween(2, 3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thatFailedFailsThoseWhoWaitedForItAndNobodyLater() {
        AtomicInteger runs = new AtomicInteger();
        JournalSync journal = new JournalSync(() -> {
            if (runs.incrementAndGet() == 1) {
                throw new RocksDBException("No space left on device");
            }
        });
        assertThatExceptionOfType(StorageFailure.class)
                .isThrownBy(journal::await)
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(StorageFailure.OUT_OF_DISK_SPACE));
        journal.await();
        assertThat(runs).hasValue(2);
    }
}
