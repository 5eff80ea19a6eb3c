package dev.cauce.adapters.documentstore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several key ranges read as one scan. */
final class RangeScans {

    private RangeScans() {}

    static Scan open(View view, List<KeyRange> ranges, boolean descending, boolean merge) {
        if (ranges.size() == 1) {
            return view.scan(ranges.getFirst().from(), ranges.getFirst().to(), descending);
        }
        return merge ? new Merge(view, ranges, descending) : new Sequence(view, ranges, descending);
    }

    /** One range after the other. */
    private static final class Sequence implements Scan {

        private final View view;
        private final List<KeyRange> ranges;
        private final boolean descending;
        private int next;
        private @Nullable Scan current;

        Sequence(View view, List<KeyRange> ranges, boolean descending) {
            this.view = view;
            this.ranges = descending ? ranges.reversed() : ranges;
            this.descending = descending;
        }

        @Override
        public boolean advance() {
            while (true) {
                Scan scan = current;
                if (scan != null) {
                    if (scan.advance()) {
                        return true;
                    }
                    scan.close();
                    current = null;
                }
                if (next == ranges.size()) {
                    return false;
                }
                KeyRange range = ranges.get(next++);
                current = view.scan(range.from(), range.to(), descending);
            }
        }

        private Scan current() {
            Scan scan = current;
            if (scan == null) {
                throw new IllegalStateException("not on an entry");
            }
            return scan;
        }

        @Override
        public byte[] key() {
            return current().key();
        }

        @Override
        public byte[] value() {
            return current().value();
        }

        @Override
        public void close() {
            Scan scan = current;
            if (scan != null) {
                scan.close();
            }
        }
    }

    /** All ranges side by side, in the order of what follows their common beginnings. */
    private static final class Merge implements Scan {

        private final List<Branch> branches = new ArrayList<>();
        private final PriorityQueue<Branch> waiting;
        private @Nullable Branch current;

        Merge(View view, List<KeyRange> ranges, boolean descending) {
            Comparator<Branch> order = Merge::compareRest;
            waiting = new PriorityQueue<>(ranges.size(), descending ? order.reversed() : order);
            for (KeyRange range : ranges) {
                Branch branch = new Branch(view.scan(range.from(), range.to(), descending), range.commonLength());
                branches.add(branch);
                if (branch.scan.advance()) {
                    waiting.add(branch);
                }
            }
        }

        private static int compareRest(Branch left, Branch right) {
            byte[] leftKey = left.scan.key();
            byte[] rightKey = right.scan.key();
            return Arrays.compareUnsigned(
                    leftKey, left.commonLength, leftKey.length, rightKey, right.commonLength, rightKey.length);
        }

        @Override
        public boolean advance() {
            Branch last = current;
            if (last != null && last.scan.advance()) {
                waiting.add(last);
            }
            current = waiting.poll();
            return current != null;
        }

        private Branch current() {
            Branch branch = current;
            if (branch == null) {
                throw new IllegalStateException("not on an entry");
            }
            return branch;
        }

        @Override
        public byte[] key() {
            return current().scan.key();
        }

        @Override
        public byte[] value() {
            return current().scan.value();
        }

        @Override
        public void close() {
            branches.forEach(branch -> branch.scan.close());
        }

        private record Branch(Scan scan, int commonLength) {}
    }
}
