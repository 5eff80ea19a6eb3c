package dev.cauce.cli.customers;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.table.CsvTable;
import dev.cauce.cli.table.TableRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a table of customers, in batches, so many at a time, each in a virtual thread of its own. Rows are read, and
 * their outcomes counted and reported, by the calling thread in the order of the table; a row that is refused never
 * stops the others.
 */
final class CustomerImport {
    /** Finished rows that wait for a slower one before them, as a multiple of the batches under way. */
    private static final int LOOK_AHEAD = 64;

    private static final long GLANCE_MILLIS = 200;

    private final CsvTable table;
    private final CustomerReader reader;
    private final @Nullable CustomerSender sender;
    private final int concurrency;
    private final ImportTally tally;
    private final Progress progress;
    private CustomerBatch batch = new CustomerBatch();
    private final Deque<Future<RowOutcome>> pending = new ArrayDeque<>();

    /**
     * @param sender null to check the rows only and send nothing
     * @param concurrency batches under way at a time
     */
    CustomerImport(
            CsvTable table,
            CustomerReader reader,
            @Nullable CustomerSender sender,
            int concurrency,
            ImportTally tally,
            Progress progress) {
        this.table = table;
        this.reader = reader;
        this.sender = sender;
        this.concurrency = concurrency;
        this.tally = tally;
        this.progress = progress;
    }

    /** @throws CommandFailed when the server stays away or refuses the token; what is in by then stays in */
    ImportSummary run() throws InterruptedException {
        Semaphore permits = new Semaphore(concurrency);
        ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (TableRow row : table) {
                while (pending.size() >= concurrency * LOOK_AHEAD) {
                    sendBatch(permits, batches);
                    countFirst();
                }
                pending.addLast(begin(row, permits, batches));
                countFinished();
            }
            sendBatch(permits, batches);
            while (!pending.isEmpty()) {
                countFirst();
            }
            return tally.summary();
        } finally {
            batches.shutdownNow();
            batches.close();
            progress.done();
        }
    }

    private Future<RowOutcome> begin(TableRow row, Semaphore permits, ExecutorService batches)
            throws InterruptedException {
        return switch (row) {
            case TableRow.Broken broken ->
                CompletableFuture.completedFuture(RowOutcome.refused(
                        broken.line(),
                        List.of(new Rejection(broken.line(), broken.column(), broken.code(), broken.message()))));
            case TableRow.Sound sound ->
                switch (reader.read(sound)) {
                    case CustomerReader.Read.Refused refused ->
                        CompletableFuture.completedFuture(RowOutcome.refused(sound.line(), refused.rejections()));
                    case CustomerReader.Read.Sound read -> send(read.customer(), permits, batches);
                };
        };
    }

    private Future<RowOutcome> send(Customer customer, Semaphore permits, ExecutorService batches)
            throws InterruptedException {
        if (sender == null) {
            return CompletableFuture.completedFuture(wouldDo(customer));
        }
        if (!batch.takes(customer)) {
            sendBatch(permits, batches);
        }
        return batch.add(customer);
    }

    private void sendBatch(Semaphore permits, ExecutorService batches) throws InterruptedException {
        CustomerBatch full = batch;
        CustomerSender through = sender;
        if (through == null || full.isEmpty()) {
            return;
        }
        batch = new CustomerBatch();
        while (!permits.tryAcquire(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
            countFinished();
        }
        batches.execute(() -> {
            try {
                full.sendBy(through);
            } finally {
                permits.release();
            }
        });
    }

    private static RowOutcome wouldDo(Customer customer) {
        Customer.Subscription subscription = customer.subscription();
        Set<CustomerRequests.Step> steps = subscription == null
                ? Set.of(CustomerRequests.Step.ACCOUNT)
                : subscription.ended() == null
                        ? Set.of(CustomerRequests.Step.ACCOUNT, CustomerRequests.Step.SUBSCRIPTION)
                        : Set.of(
                                CustomerRequests.Step.ACCOUNT,
                                CustomerRequests.Step.SUBSCRIPTION,
                                CustomerRequests.Step.CANCELLATION);
        return new RowOutcome(customer.line(), steps, 0, List.of());
    }

    private void countFinished() throws InterruptedException {
        while (!pending.isEmpty() && pending.peekFirst().isDone()) {
            countFirst();
        }
        progress.at(tally.line(), tally.rows(), tally.rejected());
    }

    private void countFirst() throws InterruptedException {
        try {
            tally.add(pending.getFirst().get(GLANCE_MILLIS, TimeUnit.MILLISECONDS));
            pending.removeFirst();
        } catch (TimeoutException e) {
            // Not finished yet: the caller comes back, and the progress is shown meanwhile.
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CommandFailed failed ? failed : new IllegalStateException(e.getCause());
        }
        progress.at(tally.line(), tally.rows(), tally.rejected());
    }
}
