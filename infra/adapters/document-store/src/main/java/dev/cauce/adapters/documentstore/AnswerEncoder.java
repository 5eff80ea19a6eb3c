package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * Writes an answer as an OP_MSG. One that cannot be written becomes an error that the client gets; the core's own
 * encoder would log the whole document, which may hold personal data, and hang up.
 */
final class AnswerEncoder extends MessageToByteEncoder<MongoMessage> {

    private static final int UNKNOWN_ERROR = 8;

    @Override
    protected void encode(ChannelHandlerContext context, MongoMessage message, ByteBuf out) {
        int start = out.writerIndex();
        try {
            write(message, message.getDocument(), out, start);
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            Document failure = new Document("ok", 0.0)
                    .append("errmsg", "the answer holds a value that BSON has not")
                    .append("code", UNKNOWN_ERROR)
                    .append("codeName", "UnknownError");
            write(message, failure, out, start);
        }
    }

    private static void write(MongoMessage message, Document answer, ByteBuf out, int start) {
        out.writeIntLE(0);
        out.writeIntLE(message.getHeader().getRequestID());
        out.writeIntLE(message.getHeader().getResponseTo());
        out.writeIntLE(OpCode.OP_MSG.getId());
        out.writeIntLE(message.getFlags());
        out.writeByte(MongoMessage.SECTION_KIND_BODY);
        BsonEncoder.encodeDocument(answer, out);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
