package dev.cauce.adapters.documentstore;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueEncodingTest {

    /** In MongoDB's order; values of one inner list are equal. */
    private static final List<List<Object>> ORDER = List.of(
            List.of(MinKey.getInstance()),
            Arrays.asList((Object) null),
            List.of(Double.NaN, Decimal128.NaN),
            List.of(Double.NEGATIVE_INFINITY, Decimal128.NEGATIVE_INFINITY),
            List.of(decimal("-1E+400")),
            List.of(-Double.MAX_VALUE),
            List.of(Long.MIN_VALUE, -0x1p63),
            List.of(Long.MIN_VALUE + 1),
            List.of(-1.5, decimal("-1.5"), decimal("-1.50")),
            List.of(-1, -1L, -1.0, decimal("-1")),
            List.of(decimal("-1E-6000")),
            List.of(0, 0L, 0.0, -0.0, decimal("0"), decimal("0.00"), Decimal128.NEGATIVE_ZERO),
            List.of(decimal("1E-6000")),
            List.of(Double.MIN_VALUE),
            List.of(decimal("0.1")),
            List.of(0.1),
            List.of(1, 1.0, decimal("1.0")),
            List.of(decimal("1.000000000000000000000000000000001")),
            List.of(2.0, 2L),
            List.of((1L << 53) - 1, (double) ((1L << 53) - 1)),
            List.of(1L << 53, 0x1p53),
            List.of((1L << 53) + 1, decimal("9007199254740993")),
            List.of((1L << 53) + 2, 0x1p53 + 2),
            List.of((1L << 53) + 3),
            List.of(Long.MAX_VALUE - 1),
            List.of(Long.MAX_VALUE),
            List.of(0x1p63),
            List.of(Double.MAX_VALUE),
            List.of(decimal("1E+400")),
            List.of(decimal("2E+400")),
            List.of(Double.POSITIVE_INFINITY, Decimal128.POSITIVE_INFINITY),
            List.of(""),
            List.of("\0"),
            List.of("\0a"),
            List.of("a"),
            List.of("a\0"),
            List.of("a\0b"),
            List.of("ab"),
            List.of("b"),
            List.of("ä"),
            List.of("😀"),
            List.of(new Document()),
            List.of(new Document("a", 1), new Document("a", 1.0)),
            List.of(new Document("a", 1).append("b", 1)),
            List.of(new Document("a", 2)),
            List.of(new Document("b", 0)),
            List.of(new Document("a", "text")),
            List.of(List.of()),
            List.of(List.of(1)),
            List.of(List.of(1, 1)),
            List.of(List.of(2)),
            List.of(new BinData(new byte[] {9})),
            List.of(new BinData(new byte[] {1, 2})),
            List.of(new UUID(1, 2)),
            List.of(new UUID(-1, 2)),
            List.of(new ObjectId(new byte[12])),
            List.of(false),
            List.of(true),
            List.of(Instant.ofEpochMilli(-1)),
            List.of(Instant.ofEpochMilli(0)),
            List.of(Instant.ofEpochMilli(1)),
            List.of(MaxKey.getInstance()));

    private static Decimal128 decimal(String text) {
        return new Decimal128(new BigDecimal(text));
    }

    @Test
    void keepsMongoDbsOrder() {
        for (int left = 0; left < ORDER.size(); left++) {
            for (int right = 0; right < ORDER.size(); right++) {
                for (Object a : ORDER.get(left)) {
                    for (Object b : ORDER.get(right)) {
                        assertThat(Integer.signum(Bytes.compare(ValueEncoding.encode(a), ValueEncoding.encode(b))))
                                .as("%s against %s", a, b)
                                .isEqualTo(Integer.compare(left, right));
                    }
                }
            }
        }
    }

    @Test
    void flippedKeepsTheOrderReversed() {
        for (int left = 0; left < ORDER.size(); left++) {
            for (int right = 0; right < ORDER.size(); right++) {
                byte[] a = Bytes.complement(ValueEncoding.encode(ORDER.get(left).getFirst()));
                byte[] b =
                        Bytes.complement(ValueEncoding.encode(ORDER.get(right).getFirst()));
                assertThat(Integer.signum(Bytes.compare(a, b))).isEqualTo(Integer.compare(right, left));
            }
        }
    }

    @Test
    void isNeverTheBeginningOfAnother() {
        List<byte[]> encodings = new ArrayList<>();
        ORDER.forEach(equal -> encodings.add(ValueEncoding.encode(equal.getFirst())));
        for (byte[] a : encodings) {
            for (byte[] b : encodings) {
                assertThat(a != b && Bytes.startsWith(a, b)).isFalse();
            }
        }
    }

    @Test
    void ordersRandomNumbersOfAllTypesAlike() {
        Random random = new Random(20261124);
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            numbers.add(
                    switch (i % 5) {
                        case 0 -> random.nextInt();
                        case 1 -> random.nextLong();
                        case 2 -> (1L << 53) + random.nextInt(64) - 32;
                        case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                        default ->
                            decimal(new BigDecimal(random.nextLong())
                                    .movePointLeft(random.nextInt(30))
                                    .toPlainString());
                    });
        }
        Collections.sort(numbers, (a, b) -> exact(a).compareTo(exact(b)));
        for (int i = 1; i < numbers.size(); i++) {
            Number lower = numbers.get(i - 1);
            Number higher = numbers.get(i);
            assertThat(Integer.signum(Bytes.compare(ValueEncoding.encode(lower), ValueEncoding.encode(higher))))
                    .as("%s against %s", lower, higher)
                    .isEqualTo(exact(lower).compareTo(exact(higher)));
        }
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case Decimal128 decimal -> decimal.toBigDecimal();
            case Double value -> new BigDecimal(value);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
