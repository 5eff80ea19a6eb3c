package dev.cauce.sagas.payment.effects;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signature header of a notification, read: when it was signed, and by which signatures. */
record SignedHeader(long seconds, List<byte[]> signatures) {

    private static final Pattern TIME = Pattern.compile("t=([0-9]{1,12})");
    private static final Pattern SIGNATURE = Pattern.compile("v1=([0-9a-f]{64})");
    private static final int LONGEST = 1000;

    /** What the header says; empty where it is not of the form {@code t=SECONDS,v1=HEX}. */
    static Optional<SignedHeader> read(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        Long seconds = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            Matcher time = TIME.matcher(part.strip());
            Matcher signature = SIGNATURE.matcher(part.strip());
            if (time.matches()) {
                seconds = Long.valueOf(time.group(1));
            } else if (signature.matches()) {
                signatures.add(HexFormat.of().parseHex(signature.group(1)));
            }
        }
        return seconds == null || signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignedHeader(seconds, signatures));
    }
}
