package dev.cauce.application.generation;

import dev.cauce.platform.projection.ViewComparison.Difference;
import dev.cauce.platform.projection.ViewComparison.Kind;
import dev.cauce.platform.projection.ViewComparison.Result;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * The latest comparison of a projection, as it is kept.
 *
 * @param generation what the served one was compared with
 */
public record ComparisonRecord(int generation, Instant comparedAt, Result result) {

    Document write(String projection) {
        return new Document("_id", projection)
                .append("generation", generation)
                .append("comparedAt", Date.from(comparedAt))
                .append("position", result.position())
                .append("documents", result.documents())
                .append("undecided", result.undecided())
                .append("complete", result.complete())
                .append(
                        "differences",
                        result.differences().stream()
                                .map(each -> new Document("view", each.view())
                                        .append("documentId", each.documentId())
                                        .append("kind", each.kind().name()))
                                .toList());
    }

    static ComparisonRecord read(Document kept) {
        List<Difference> differences = kept.getList("differences", Document.class).stream()
                .map(each -> new Difference(
                        each.getString("view"), each.getString("documentId"), Kind.valueOf(each.getString("kind"))))
                .toList();
        return new ComparisonRecord(
                kept.getInteger("generation"),
                kept.getDate("comparedAt").toInstant(),
                new Result(
                        kept.getLong("position"),
                        kept.getLong("documents"),
                        differences,
                        kept.getLong("undecided"),
                        kept.getBoolean("complete", false)));
    }
}
