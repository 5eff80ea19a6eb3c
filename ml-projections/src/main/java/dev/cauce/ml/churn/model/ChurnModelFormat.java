package dev.cauce.ml.churn.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cauce.ml.churn.model.UnreadableChurnModel.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.common.liblinear.protos.LibLinearModelProto;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.protos.core.ModelProto;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes a churn model is kept as, format 1, big-endian:
 *
 * <pre>
 * 8 bytes  "CAUCHURN"
 * int      format
 * int n, n bytes   {@link ModelHeader} as JSON
 * int n, n bytes   the linear learner, Tribuo's ModelProto
 * int n, n bytes   the trees, Tribuo's ModelProto
 * 32 bytes SHA-256 of all before
 * </pre>
 *
 * <p>The digest is checked before anything is interpreted, so chance damage never reaches a parser or the native
 * library. It is no signature: whoever can write the store of models is trusted not to forge them. Even so, only the
 * two expected classes are loaded, and what LibLinear keeps as Java objects passes a filter first.
 */
public final class ChurnModelFormat {
    static final int FORMAT = 1;
    static final int DIGEST_BYTES = 32;
    private static final byte[] MAGIC = "CAUCHURN".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_SECTION = MAGIC.length + Integer.BYTES;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final ObjectInputFilter LIBLINEAR_ALONE = ObjectInputFilter.Config.createFilter(
            "de.bwaldvogel.liblinear.*;java.lang.Enum;maxdepth=8;maxarray=1000000;maxrefs=10000;!*");

    private ChurnModelFormat() {}

    static byte[] write(ModelHeader header, Model<Label> linear, Model<Label> trees) {
        byte[] json = JSON.writeValueAsBytes(header);
        byte[] linearBytes = linear.serialize().toByteArray();
        byte[] treeBytes = trees.serialize().toByteArray();
        int body = FIRST_SECTION + 3 * Integer.BYTES + json.length + linearBytes.length + treeBytes.length;
        ByteBuffer out = ByteBuffer.allocate(body + DIGEST_BYTES);
        out.put(MAGIC).putInt(FORMAT);
        for (byte[] section : new byte[][] {json, linearBytes, treeBytes}) {
            out.putInt(section.length).put(section);
        }
        out.put(digest(out.array(), body));
        return out.array();
    }

    /**
     * The model that was written.
     *
     * @throws UnreadableChurnModel when the bytes are no model, are damaged, or are of another format
     */
    public static ChurnModel read(byte[] bytes) {
        checkOrigin(bytes);
        int body = bytes.length - DIGEST_BYTES;
        if (body < FIRST_SECTION
                || !MessageDigest.isEqual(digest(bytes, body), Arrays.copyOfRange(bytes, body, bytes.length))) {
            throw new UnreadableChurnModel(
                    Code.CHURN_MODEL_CORRUPT, "the model's digest does not fit its bytes: it is damaged or cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, FIRST_SECTION, body - FIRST_SECTION);
        byte[] json = section(in);
        byte[] linear = section(in);
        byte[] trees = section(in);
        if (in.hasRemaining()) {
            throw new UnreadableChurnModel(
                    Code.CHURN_MODEL_INVALID, in.remaining() + " bytes stand behind the model's last section");
        }
        try {
            ModelHeader header = JSON.readValue(json, ModelHeader.class);
            return new ChurnModel(
                    header,
                    new TrainedLearners(
                            header.schema(),
                            model(checkedLinear(linear), LibLinearClassificationModel.class),
                            model(ModelProto.parseFrom(trees), XGBoostModel.class)));
        } catch (JacksonException | IOException | IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableChurnModel(Code.CHURN_MODEL_INVALID, "the model cannot be loaded", e);
        }
    }

    private static void checkOrigin(byte[] bytes) {
        if (bytes.length < FIRST_SECTION || Arrays.mismatch(bytes, MAGIC) != MAGIC.length) {
            throw new UnreadableChurnModel(Code.CHURN_MODEL_FOREIGN, "these bytes are no churn model of Cauce");
        }
        int format = ByteBuffer.wrap(bytes).getInt(MAGIC.length);
        if (format != FORMAT) {
            throw new UnreadableChurnModel(
                    Code.CHURN_MODEL_FORMAT_UNKNOWN,
                    "the model is of format " + format + ", and this version reads format " + FORMAT
                            + ": train it anew, or start the version that wrote it");
        }
    }

    private static byte[] section(ByteBuffer in) {
        try {
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new UnreadableChurnModel(
                        Code.CHURN_MODEL_INVALID,
                        "a section claims " + length + " bytes where " + in.remaining() + " are left");
            }
            byte[] section = new byte[length];
            in.get(section);
            return section;
        } catch (BufferUnderflowException e) {
            throw new UnreadableChurnModel(Code.CHURN_MODEL_INVALID, "a section of the model is not there", e);
        }
    }

    private static Model<Label> model(ModelProto proto, Class<?> expected) {
        if (!proto.getClassName().equals(expected.getName())) {
            throw new IllegalArgumentException(
                    "a " + expected.getSimpleName() + " was expected and another class found");
        }
        return Model.deserialize(proto).castModel(Label.class);
    }

    /** Tribuo reads LibLinear's models with plain Java serialisation: let nothing but LibLinear's classes get there. */
    private static ModelProto checkedLinear(byte[] bytes) throws IOException {
        ModelProto proto = ModelProto.parseFrom(bytes);
        if (!proto.getSerializedData().is(LibLinearModelProto.class)) {
            throw new InvalidProtocolBufferException("the linear learner is no LibLinear model");
        }
        for (ByteString inner :
                proto.getSerializedData().unpack(LibLinearModelProto.class).getModelsList()) {
            try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(inner.toByteArray()))) {
                objects.setObjectInputFilter(LIBLINEAR_ALONE);
                objects.readObject();
            } catch (ClassNotFoundException e) {
                throw new IOException("the linear learner names a class that is not there", e);
            }
        }
        return proto;
    }

    private static byte[] digest(byte[] bytes, int length) {
        MessageDigest digest = ContentHash.sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }
}
