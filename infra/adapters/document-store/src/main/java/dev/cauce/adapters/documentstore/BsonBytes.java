package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Documents as they lie in the store: plain BSON. */
final class BsonBytes {

    private static final int BSON_OBJECT_TOO_LARGE = 10334;
    private static final int INITIAL_CAPACITY = 512;

    private BsonBytes() {}

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(INITIAL_CAPACITY);
        BsonEncoder.encodeDocument(document, buffer);
        if (buffer.readableBytes() > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(
                    BSON_OBJECT_TOO_LARGE,
                    "BSONObjectTooLarge",
                    "the document takes " + buffer.readableBytes() + " bytes, at most "
                            + BsonConstants.MAX_BSON_OBJECT_SIZE + " are possible");
        }
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    /** How many bytes a document takes in an answer. */
    static int size(Document document) {
        ByteBuf buffer = Unpooled.buffer(INITIAL_CAPACITY);
        BsonEncoder.encodeDocument(document, buffer);
        return buffer.readableBytes();
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
