package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Decimal128;
import java.math.BigDecimal;

/**
 * The order-preserving bytes of a number: those of the nearest double, then how far the number lies from it.
 *
 * <p>Nearly every number is a double exactly and takes nine bytes. A 64-bit integer above 2^53 or a decimal fraction
 * carries its exact distance behind the double, so that such numbers neither collide nor lose their order.
 */
final class NumberEncoding {

    /** How many bytes the nearest double takes: equal numbers share them, whatever their type. */
    static final int NEAREST_DOUBLE_BYTES = Long.BYTES;

    private static final int BELOW = 0x40;
    private static final int EXACT = 0x80;
    private static final int ABOVE = 0xC0;
    private static final int EXPONENT_BIAS = 0x4000;
    private static final double TWO_TO_THE_63 = 0x1p63;

    private NumberEncoding() {}

    static void write(Number number, KeyBuffer out) {
        switch (number) {
            case Long value -> writeLong(value, out);
            case Decimal128 value -> writeDecimal(value, out);
            default -> {
                writeDouble(number.doubleValue(), out);
                out.putByte(EXACT);
            }
        }
    }

    private static void writeLong(long value, KeyBuffer out) {
        double nearest = (double) value;
        writeDouble(nearest, out);
        if (nearest != TWO_TO_THE_63 && (long) nearest == value) {
            out.putByte(EXACT);
        } else {
            writeDistance(BigDecimal.valueOf(value).subtract(new BigDecimal(nearest)), out);
        }
    }

    private static void writeDecimal(Decimal128 value, KeyBuffer out) {
        double nearest = value.doubleValue();
        writeDouble(nearest, out);
        if (Double.isNaN(nearest)
                || value.equals(Decimal128.POSITIVE_INFINITY)
                || value.equals(Decimal128.NEGATIVE_INFINITY)) {
            out.putByte(EXACT);
            return;
        }
        BigDecimal exact = value.toBigDecimal();
        if (nearest == Double.POSITIVE_INFINITY) {
            out.putByte(BELOW);
            writeMagnitude(exact, out);
        } else if (nearest == Double.NEGATIVE_INFINITY) {
            out.putByte(ABOVE);
            int start = out.length();
            writeMagnitude(exact.negate(), out);
            out.complementFrom(start);
        } else {
            writeDistance(exact.subtract(new BigDecimal(nearest)), out);
        }
    }

    private static void writeDouble(double value, KeyBuffer out) {
        if (Double.isNaN(value)) {
            // MongoDB puts NaN below every other number.
            out.putLong(0);
            return;
        }
        long bits = Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
        out.putLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    private static void writeDistance(BigDecimal distance, KeyBuffer out) {
        switch (distance.signum()) {
            case 0 -> out.putByte(EXACT);
            case 1 -> {
                out.putByte(ABOVE);
                writeMagnitude(distance, out);
            }
            default -> {
                out.putByte(BELOW);
                int start = out.length();
                writeMagnitude(distance.negate(), out);
                out.complementFrom(start);
            }
        }
    }

    /** A positive decimal as exponent and digits, the digits ended by a zero byte. */
    private static void writeMagnitude(BigDecimal positive, KeyBuffer out) {
        BigDecimal stripped = positive.stripTrailingZeros();
        out.putShort(stripped.precision() - stripped.scale() + EXPONENT_BIAS);
        String digits = stripped.unscaledValue().toString();
        for (int i = 0; i < digits.length(); i++) {
            out.putByte(digits.charAt(i) - '0' + 1);
        }
        out.putByte(0);
    }
}
