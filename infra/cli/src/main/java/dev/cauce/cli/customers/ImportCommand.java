package dev.cauce.cli.customers;

import static dev.cauce.cli.CommandFailed.wrongInput;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.Options;
import dev.cauce.cli.Terminal;
import dev.cauce.cli.api.CauceApi;
import dev.cauce.cli.mapping.CustomerMapping;
import dev.cauce.cli.mapping.CustomerMappingReader;
import dev.cauce.cli.mapping.MappingProblems;
import dev.cauce.cli.table.CsvTable;
import dev.cauce.cli.table.TextFile;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code import customers FILE --mapping M}: reads, checks, sends and tells. */
public final class ImportCommand {
    /** Names of its own options that take a value. */
    public static final Set<String> WITH_VALUE = Set.of("mapping", "as-of", "encoding", "concurrency", "report");
    /** Names of its own options that take none. */
    public static final Set<String> FLAGS = Set.of("dry-run");

    private static final int USUAL_CONCURRENCY = 16;
    private static final int MOST_CONCURRENCY = 256;

    private final Options options;
    private final Terminal terminal;
    private final Supplier<CauceApi> server;

    /** @param server connects to the server; asked only when something is to be sent */
    public ImportCommand(Options options, Terminal terminal, Supplier<CauceApi> server) {
        this.options = options;
        this.terminal = terminal;
        this.server = server;
    }

    /**
     * Imports.
     *
     * @return the exit code: 0 when at least one row is in, now or before; 1 when none could be
     * @throws CommandFailed when the file or the mapping is wrong (2), or the server is away (3)
     */
    public int run() throws InterruptedException {
        List<String> words = options.words();
        if (words.size() != 2 || !words.getFirst().equals("customers")) {
            throw wrongInput(
                    "Usage: ./infra/cauce import customers FILE --mapping MAPPING [--as-of 2024-01-31] [--dry-run]"
                            + " [--encoding E] [--concurrency N] [--report FILE] [--url URL] [--token-file F]");
        }
        Path file = Path.of(words.get(1));
        Path mappingFile = Path.of(options.value("mapping")
                .orElseThrow(() -> wrongInput("--mapping is missing: it names the file that says which column is what;"
                        + " infra/samples has two to start from")));
        int concurrency = options.number("concurrency", USUAL_CONCURRENCY, 1, MOST_CONCURRENCY);
        CustomerMapping mapping = CustomerMappingReader.read(mappingFile);
        PlanCatalogue plans = PlanCatalogue.check(mapping, mappingFile);
        Instant now = terminal.clock().instant();
        LocalDate asOf = asOf(mapping, now);
        Charset encoding = encoding(mapping);
        CsvTable table = CsvTable.open(TextFile.check(file, encoding), mapping.delimiter(), mapping.columns());
        MappingProblems problems = new MappingProblems(mappingFile);
        mapping.check(table.columns(), table::missing, problems);
        problems.refuseIfAny();
        CustomerReader reader = new CustomerReader(mapping, table.columns(), asOf, now);
        boolean dryRun = options.flag("dry-run");
        try (RejectionReport report = new RejectionReport(reportFile(file, mappingFile))) {
            ImportTally tally = new ImportTally(report);
            Progress progress = new Progress(terminal.err(), terminal.interactive(), terminal.clock(), table.lines());
            if (dryRun) {
                ImportSummary summary = new CustomerImport(table, reader, null, concurrency, tally, progress).run();
                return new ImportClosing(terminal, summary, report.file(), progress.elapsed()).tell(true);
            }
            try (CauceApi api = server.get()) {
                CustomerSender sender = new CustomerSender(api, mapping);
                plans.create(sender, terminal.err());
                ImportSummary summary = new CustomerImport(table, reader, sender, concurrency, tally, progress).run();
                return new ImportClosing(terminal, summary, report.file(), progress.elapsed()).tell(false);
            } catch (CommandFailed failed) {
                throw tally.rows() == 0
                        ? failed
                        : new CommandFailed(
                                failed.exitCode(),
                                failed.text()
                                        + "%nThe import stopped after %,d rows (line %,d). Run the same command again: what is in stays, and nothing is sent twice."
                                                .formatted(tally.rows(), tally.line()));
            }
        }
    }

    private LocalDate asOf(CustomerMapping mapping, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, mapping.zone());
        LocalDate asOf = options.value("as-of").map(ImportCommand::date).orElse(mapping.asOf());
        if (asOf == null) {
            if (mapping.derivesFromAsOf()) {
                throw wrongInput(
                        "The mapping counts from the day the table is of, and nobody says which: add --as-of 2024-01-31,"
                                + " or 'as-of: 2024-01-31' to the mapping. It must be the same in every run, or the rows are others");
            }
            return today;
        }
        if (asOf.isAfter(today)) {
            throw wrongInput("The as-of date " + asOf + " lies in the future; give the day the table was drawn");
        }
        return asOf;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrongInput("--as-of must be a date written as 2024-01-31");
        }
    }

    private @Nullable Charset encoding(CustomerMapping mapping) {
        String name = options.value("encoding").orElse(null);
        if (name == null) {
            return mapping.encoding();
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrongInput("--encoding " + name + " is unknown; try UTF-8, windows-1252, ISO-8859-1 or UTF-16LE");
        }
    }

    private Path reportFile(Path file, Path mappingFile) {
        Path report = Path.of(options.value("report").orElseGet(() -> file.getFileName() + ".rejected.csv"));
        for (Path input : List.of(file, mappingFile)) {
            if (report.toAbsolutePath()
                    .normalize()
                    .equals(input.toAbsolutePath().normalize())) {
                throw wrongInput("--report names " + input + ", which is read; name another file for the report");
            }
        }
        return report;
    }
}
