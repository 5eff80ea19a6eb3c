package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import dev.cauce.adapters.documentstore.DocumentStoreException.Code;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Serves the MongoDB wire protocol on the loopback address, to those alone who know this start's secret.
 *
 * <p>The secret travels as the {@code appName} of the connection string, which every connection of a driver says in its
 * first message: other users of the machine can reach the port but not the data behind it.
 */
final class WireServer implements AutoCloseable {

    private static final int SECRET_BYTES = 16;
    private static final int QUIET_MILLIS = 0;
    private static final int STOP_SECONDS = 5;

    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listening;
    private final String applicationName;

    WireServer(MongoBackend backend, StoreOptions options, StoreCounters counters) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        applicationName = "cauce-" + HexFormat.of().formatHex(secret);
        acceptor = eventLoops(1, "document-store-accept");
        // A connection waits for its own disk sync in its thread: more threads than processors let others go on.
        workers = eventLoops(options.commandThreads(), "document-store");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
        ChannelFuture bound = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        clients.add(channel);
                        channel.pipeline()
                                .addLast(new MongoWireReplyEncoder())
                                .addLast(new AnswerEncoder())
                                .addLast(new MongoWireProtocolHandler())
                                .addLast(new CommandHandler(backend, applicationName, counters));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopThreads();
            throw new DocumentStoreException(
                    Code.PORT_UNAVAILABLE,
                    "the document store cannot listen on " + address + ": "
                            + bound.cause().getMessage() + "; choose another port",
                    bound.cause());
        }
        listening = bound.channel();
    }

    private static EventLoopGroup eventLoops(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** The address for clients that start with {@code database}; empty for none. */
    String connectionString(String database) {
        return "mongodb://127.0.0.1:" + port() + "/" + database + "?retryWrites=false&appName=" + applicationName;
    }

    int clients() {
        return clients.size();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        clients.close().awaitUninterruptibly();
        stopThreads();
    }

    private void stopThreads() {
        Future<?> accepting = acceptor.shutdownGracefully(QUIET_MILLIS, STOP_SECONDS, TimeUnit.SECONDS);
        Future<?> working = workers.shutdownGracefully(QUIET_MILLIS, STOP_SECONDS, TimeUnit.SECONDS);
        accepting.awaitUninterruptibly();
        working.awaitUninterruptibly();
    }
}
