package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: its first message must know the secret, each one after it is a command and gets an answer. */
final class CommandHandler extends SimpleChannelInboundHandler<ClientRequest> {

    private static final Logger log = LoggerFactory.getLogger(CommandHandler.class);

    private static final int UNAUTHORIZED = 13;
    private static final int UNKNOWN_ERROR = 8;

    private final MongoBackend backend;
    private final byte[] applicationName;
    private final StoreCounters counters;
    private boolean known;
    private int answers;

    CommandHandler(MongoBackend backend, String applicationName, StoreCounters counters) {
        this.backend = backend;
        this.applicationName = applicationName.getBytes(StandardCharsets.UTF_8);
        this.counters = counters;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        Document command = command(request);
        known = known || knowsSecret(command);
        Document answer = known ? answer(request, command) : refusal();
        MessageHeader header = new MessageHeader(++answers, request.getHeader().getRequestID());
        Object reply = request instanceof MongoMessage
                ? new MongoMessage(context.channel(), header, answer)
                : new MongoReply(header, answer);
        ChannelFuture written = context.channel().writeAndFlush(reply);
        if (!known) {
            counters.refusedConnections.increment();
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Drivers greet by OP_QUERY before they know what the server speaks; everything after it is OP_MSG. */
    private static Document command(ClientRequest request) {
        return switch (request) {
            case MongoMessage message -> message.getDocument();
            case MongoQuery query when query.getQuery().get("$query") instanceof Document inner -> inner;
            case MongoQuery query -> query.getQuery();
            default -> throw new IllegalArgumentException("unknown request " + request.getClass());
        };
    }

    private boolean knowsSecret(Document command) {
        return command.get("client") instanceof Document client
                && client.get("application") instanceof Document application
                && application.get("name") instanceof String name
                && MessageDigest.isEqual(name.getBytes(StandardCharsets.UTF_8), applicationName);
    }

    private static Document refusal() {
        return failure(UNAUTHORIZED, "Unauthorized", "only the process that started this store may use it");
    }

    private Document answer(ClientRequest request, Document command) {
        if (command.isEmpty()) {
            return failure(UNKNOWN_ERROR, "UnknownError", "an empty command");
        }
        String name = command.keySet().iterator().next();
        try {
            String canonical = name.toLowerCase(Locale.ROOT).equals("hello") ? "isMaster" : name;
            Document answer =
                    backend.handleCommand(request.getChannel(), request.getDatabaseName(), canonical, command);
            if (canonical.equals("isMaster") && !answer.containsKey("isWritablePrimary")) {
                answer.append("isWritablePrimary", true).append("helloOk", true);
            }
            return answer;
        } catch (MongoServerError e) {
            counters.commandFailures.increment();
            return failure(e.getCode(), String.valueOf(e.getCodeName()), e.getMessageWithoutErrorCode());
        } catch (MongoServerException e) {
            counters.commandFailures.increment();
            return failure(UNKNOWN_ERROR, "UnknownError", e.getMessageWithoutErrorCode());
        } catch (RuntimeException e) {
            // The core answers what it does not support with a plain runtime exception; the client must get an answer
            // and the log must not get the document, which may hold personal data.
            counters.commandFailures.increment();
            log.error("command {} failed: {}", name, e.getClass().getName(), withoutMessage(e));
            return failure(
                    UNKNOWN_ERROR,
                    "UnknownError",
                    "command " + name + " failed: " + e.getClass().getSimpleName());
        }
    }

    private static Throwable withoutMessage(RuntimeException e) {
        Throwable bare = new IllegalStateException(e.getClass().getName());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }

    private static Document failure(int code, String name, String message) {
        return new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", name);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        backend.handleClose(context.channel());
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.warn(
                    "a client sent what cannot be read ({}); its connection is closed",
                    cause.getClass().getName());
        }
        context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
}
