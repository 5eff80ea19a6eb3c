package dev.cauce.ml.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.cauce.ml.churn.MadeUpCustomers;
import dev.cauce.ml.churn.model.UnreadableChurnModel.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tribuo.common.liblinear.protos.LibLinearModelProto;
import org.tribuo.protos.core.ModelProto;

class ChurnModelFormatTest {
    /** Written by {@link FrozenModel}; a change that cannot read it is a change of format. */
    private static final byte[] FROZEN = resource(FrozenModel.MODEL);

    @Nested
    class Reading {
        @Test
        void scoresAsItDidWhenItWasFrozen() {
            ChurnModel model = ChurnModelFormat.read(FROZEN);

            List<String> expected = new String(resource(FrozenModel.SCORES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<FeatureRow> rows = FrozenModel.scoredRows();
            assertThat(expected).hasSize(rows.size()).isNotEmpty();
            for (int i = 0; i < rows.size(); i++) {
                String[] cells = expected.get(i).split("\t", -1);
                ChurnScore score = model.score(rows.get(i));
                assertThat(score.accountId()).isEqualTo(cells[0]);
                assertThat(score.probability()).isCloseTo(Double.parseDouble(cells[1]), within(1e-9));
                assertThat(score.contributions().getFirst().feature()).isEqualTo(cells[2]);
                assertThat(score.featureHash()).isEqualTo(cells[3]);
                assertThat(score.modelVersion()).isEqualTo(cells[4]);
            }
        }

        @Test
        void keepsEverythingOfTheModel() {
            ChurnModel model = ChurnModelFormat.read(FROZEN);

            ChurnModel again = ChurnModelFormat.read(model.toBytes());

            assertThat(again.header()).isEqualTo(model.header());
            assertThat(again.schemaHash()).isEqualTo(model.schemaHash());
            assertThat(again.provenance()).isEqualTo(model.provenance());
            assertThat(MadeUpCustomers.rows(100, 3).stream().map(again::score))
                    .isEqualTo(MadeUpCustomers.rows(100, 3).stream()
                            .map(model::score)
                            .toList());
        }
    }

    @Nested
    class Refusing {
        @Test
        void whatIsNoModel() {
            assertRefused(new byte[0], Code.CHURN_MODEL_FOREIGN);
            assertRefused("CAUCHUR".getBytes(StandardCharsets.US_ASCII), Code.CHURN_MODEL_FOREIGN);
            assertRefused(
                    "PK and then more than twelve bytes".getBytes(StandardCharsets.US_ASCII), Code.CHURN_MODEL_FOREIGN);
        }

        @Test
        void anotherFormat() {
            byte[] bytes = FROZEN.clone();
            ByteBuffer.wrap(bytes).putInt(8, 2);

            assertRefused(bytes, Code.CHURN_MODEL_FORMAT_UNKNOWN);
        }

        @Test
        void everyTruncation() {
            Random random = new Random(1);
            for (int i = 0; i < 200; i++) {
                byte[] cut = Arrays.copyOf(FROZEN, 12 + random.nextInt(FROZEN.length - 12));
                assertRefused(cut, Code.CHURN_MODEL_CORRUPT);
            }
        }

        @Test
        void everyChangedByteAndWhatIsTooLong() {
            Random random = new Random(2);
            for (int i = 0; i < 200; i++) {
                byte[] changed = FROZEN.clone();
                changed[12 + random.nextInt(FROZEN.length - 12)] ^= (byte) (1 + random.nextInt(255));
                assertRefused(changed, Code.CHURN_MODEL_CORRUPT);
            }
            assertRefused(Arrays.copyOf(FROZEN, FROZEN.length + 1), Code.CHURN_MODEL_CORRUPT);
        }

        @Test
        void wholeBytesWithBadSections() {
            Sections good = Sections.of(FROZEN);

            assertRefused(
                    signed(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array()), Code.CHURN_MODEL_INVALID);
            assertRefused(signed(ByteBuffer.allocate(4).putInt(-1).array()), Code.CHURN_MODEL_INVALID);
            assertRefused(signed(new byte[0]), Code.CHURN_MODEL_INVALID);
            assertRefused(
                    new Sections("{}".getBytes(StandardCharsets.UTF_8), good.linear, good.trees).bytes(),
                    Code.CHURN_MODEL_INVALID);
            assertRefused(
                    new Sections("[1".getBytes(StandardCharsets.UTF_8), good.linear, good.trees).bytes(),
                    Code.CHURN_MODEL_INVALID);
            assertRefused(
                    new Sections(good.header, new byte[] {1, 2, 3}, good.trees).bytes(), Code.CHURN_MODEL_INVALID);
            assertRefused(new Sections(good.header, good.linear, good.linear).bytes(), Code.CHURN_MODEL_INVALID);
            assertRefused(new Sections(good.header, good.trees, good.trees).bytes(), Code.CHURN_MODEL_INVALID);
            assertRefused(new Sections(good.header, good.linear, new byte[0]).bytes(), Code.CHURN_MODEL_INVALID);
        }

        @Test
        void aHeaderOverOtherColumns() {
            Sections good = Sections.of(FROZEN);
            String renamed = new String(good.header, StandardCharsets.UTF_8).replace("tenureMonths", "tenureYears");

            assertRefused(
                    new Sections(renamed.getBytes(StandardCharsets.UTF_8), good.linear, good.trees).bytes(),
                    Code.CHURN_MODEL_INVALID);
        }

        @Test
        void javaObjectsOfOtherClassesThanTheModels() throws IOException {
            Sections good = Sections.of(FROZEN);
            ModelProto proto = ModelProto.parseFrom(good.linear);
            ByteArrayOutputStream gadget = new ByteArrayOutputStream();
            try (ObjectOutputStream objects = new ObjectOutputStream(gadget)) {
                objects.writeObject(new HashMap<>());
            }
            LibLinearModelProto hostile = proto.getSerializedData().unpack(LibLinearModelProto.class).toBuilder()
                    .setModels(0, ByteString.copyFrom(gadget.toByteArray()))
                    .build();
            byte[] linear = proto.toBuilder()
                    .setSerializedData(Any.pack(hostile))
                    .build()
                    .toByteArray();

            assertThatThrownBy(() -> ChurnModelFormat.read(new Sections(good.header, linear, good.trees).bytes()))
                    .isInstanceOf(UnreadableChurnModel.class)
                    .hasRootCauseMessage("filter status: REJECTED");
        }

        private void assertRefused(byte[] bytes, Code code) {
            assertThatThrownBy(() -> ChurnModelFormat.read(bytes))
                    .isInstanceOfSatisfying(
                            UnreadableChurnModel.class,
                            e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    private record Sections(byte[] header, byte[] linear, byte[] trees) {
        static Sections of(byte[] model) {
            ByteBuffer in = ByteBuffer.wrap(model, 12, model.length - 12);
            return new Sections(next(in), next(in), next(in));
        }

        private static byte[] next(ByteBuffer in) {
            byte[] section = new byte[in.getInt()];
            in.get(section);
            return section;
        }

        byte[] bytes() {
            ByteBuffer out = ByteBuffer.allocate(12 + header.length + linear.length + trees.length);
            for (byte[] section : List.of(header, linear, trees)) {
                out.putInt(section.length).put(section);
            }
            return signed(out.array());
        }
    }

    /** A body with origin, format and a digest that fits. */
    private static byte[] signed(byte[] sections) {
        ByteBuffer out = ByteBuffer.allocate(12 + sections.length + 32);
        out.put("CAUCHURN".getBytes(StandardCharsets.US_ASCII)).putInt(1).put(sections);
        out.put(ContentHash.sha256().digest(Arrays.copyOf(out.array(), 12 + sections.length)));
        return out.array();
    }

    private static byte[] resource(String name) {
        try (InputStream in = ChurnModelFormatTest.class.getResourceAsStream("/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
