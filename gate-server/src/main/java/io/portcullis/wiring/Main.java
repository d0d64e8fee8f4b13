package io.portcullis.wiring;

import io.portcullis.adapter.store.EmbeddedDatabase;
import io.portcullis.adapter.store.EmbeddedDatabaseFailed;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.wiring.CommandLine.Wanted;
import io.portcullis.wiring.configuration.ConfigurationInvalid;
import io.portcullis.wiring.configuration.ConfigurationReader;
import io.portcullis.wiring.configuration.GateConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the server. */
public final class Main {

    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Ends with 2 when the configuration is wrong, with 1 when the server cannot start. */
    public static void main(String[] arguments) {
        try {
            var line = CommandLine.parse(List.of(arguments), System.getenv());
            if (line.wanted() == Wanted.HELP) {
                System.out.print(CommandLine.USAGE);
                return;
            }
            run(GateServer.start(configuration(line)));
        } catch (ConfigurationInvalid e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (RuntimeException e) {
            System.err.println("The server cannot start. " + cause(e));
            System.exit(FAILED);
        }
    }

    private static void run(GateServer server) {
        server.announce(System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        server.await();
    }

    private static GateConfiguration configuration(CommandLine line) {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home"));
        return ConfigurationReader.read(
                line.file(), line.flags(), EmbeddedDatabase.defaultDirectory(environment, home));
    }

    /** What a person can do something about, else the whole story. */
    private static String cause(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof EmbeddedDatabaseFailed
                    || at instanceof StoreUnavailable
                    || at instanceof ConfigurationInvalid
                    || at instanceof java.net.BindException) {
                return String.valueOf(at.getMessage());
            }
        }
        failure.printStackTrace(System.err);
        return failure.toString();
    }
}
