package dev.cauce.cli.table;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * A text that can be read again from a line that has not been let go. A parser that trips over a quotation mark has
 * consumed many lines by then; they are kept here, so that going back costs what is kept and not the whole file before
 * it.
 */
final class RewindableText extends Reader {
    private static final int FIRST_WINDOW = 32 * 1024;

    private final Reader source;
    private char[] window = new char[FIRST_WINDOW];
    private int start;
    private int position;
    private int end;
    private long startLine = 1;
    private boolean afterCarriageReturn;

    RewindableText(Reader source) {
        this.source = source;
    }

    /** Lets go of what stands before a line. Lines end with LF, CR or both, and the first is 1. */
    void forgetBefore(long line) {
        while (startLine < line && start < position) {
            char c = window[start++];
            boolean secondOfTwo = c == '\n' && afterCarriageReturn;
            afterCarriageReturn = c == '\r';
            if (!secondOfTwo && (c == '\n' || c == '\r')) {
                startLine++;
            }
        }
        if (afterCarriageReturn && start < position) {
            afterCarriageReturn = false;
            if (window[start] == '\n') {
                start++;
            }
        }
    }

    /** Reading goes on at the beginning of this line, which must not have been let go. */
    void rewindTo(long line) {
        position = end;
        forgetBefore(line);
        position = start;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (position == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(window, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean fill() throws IOException {
        if (end == window.length) {
            if (start > window.length / 2) {
                System.arraycopy(window, start, window, 0, end - start);
                end -= start;
                position -= start;
                start = 0;
            } else {
                window = Arrays.copyOf(window, window.length * 2);
            }
        }
        int read = source.read(window, end, window.length - end);
        if (read > 0) {
            end += read;
        }
        return read > 0;
    }
}
