package dev.cauce.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
    @TempDir
    Path folder;

    private List<TableRow> rows(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), text);
        List<TableRow> rows = new ArrayList<>();
        CsvTable.open(TextFile.check(file, null), null, Set.of("a", "b")).forEach(rows::add);
        return rows;
    }

    private static TableRow sound(long line, String... cells) {
        return new TableRow.Sound(line, List.of(cells));
    }

    @Test
    void readsQuotedCellsWithDelimitersQuotesAndLineBreaks() throws Exception {
        assertThat(rows("a,b\n1,\"x, \"\"y\"\"\n\"\n2,z\n"))
                .containsExactly(sound(2, "1", "x, \"y\"\n"), sound(4, "2", "z"));
    }

    @Test
    void countsLinesWhateverEndsThem() throws Exception {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(rows("a,b" + end + end + "1,2" + end + "3,4" + end))
                    .as(end.replace("\r", "CR").replace("\n", "LF"))
                    .containsExactly(sound(3, "1", "2"), sound(4, "3", "4"));
        }
    }

    @Test
    void readsTheLinesThatAnOpenQuotationMarkSwallowed() throws Exception {
        assertThat(rows("a,b\n1,\"2\n3,4\n5,\"6\n7,8\n"))
                .satisfiesExactly(
                        row -> assertThat(row).isInstanceOfSatisfying(TableRow.Broken.class, broken -> {
                            assertThat(broken.line()).isEqualTo(2);
                            assertThat(broken.code()).isEqualTo("QUOTES_WRONG");
                        }),
                        row -> assertThat(row).isEqualTo(sound(3, "3", "4")),
                        row -> assertThat(row.line()).isEqualTo(4),
                        row -> assertThat(row).isEqualTo(sound(5, "7", "8")));
    }

    @Test
    void readsTheLinesAgainWhereAQuotationMarkRanOnIntoTheNext() throws Exception {
        assertThat(rows("a,b\n1,\"2\n3\",4\n5,6\n"))
                .satisfiesExactly(
                        row -> assertThat(row).isInstanceOfSatisfying(TableRow.Broken.class, broken -> {
                            assertThat(broken.line()).isEqualTo(2);
                            assertThat(broken.code()).isEqualTo("RAGGED_ROW");
                            assertThat(broken.message()).contains("a quotation mark runs on to line 3");
                        }),
                        row -> assertThat(row).isEqualTo(sound(3, "3\"", "4")),
                        row -> assertThat(row).isEqualTo(sound(4, "5", "6")));
    }

    @Test
    void losesNoLineAmongAnyNumberOfBrokenOnes() throws Exception {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("a,b\n");
        List<TableRow> expected = new ArrayList<>();
        int broken = 0;
        for (int line = 2; line <= 20_000; line++) {
            if (random.nextInt(3) == 0) {
                text.append(line).append(",\"x\"y\n");
                broken++;
            } else {
                text.append(line)
                        .append(",")
                        .append("z".repeat(random.nextInt(40)))
                        .append(".\n");
                String row = text.substring(text.lastIndexOf(",") + 1, text.length() - 1);
                expected.add(sound(line, Integer.toString(line), row));
            }
        }

        List<TableRow> rows = rows(text.toString());

        assertThat(rows.stream().filter(TableRow.Sound.class::isInstance).toList())
                .isEqualTo(expected);
        assertThat(rows).hasSize(expected.size() + broken);
    }

    @Test
    void keepsLinesAcrossTheWindowAfterAFileWithTwoCharacterLineEnds() throws Exception {
        StringBuilder text = new StringBuilder("a,b\r\n");
        for (int line = 2; line <= 30_000; line++) {
            text.append(line).append(line % 5000 == 0 ? ",\"\"x\r\n" : ",1\r\n");
        }

        List<TableRow> rows = rows(text.toString());

        assertThat(rows).hasSize(29_999);
        assertThat(rows)
                .filteredOn(TableRow.Sound.class::isInstance)
                .allSatisfy(row ->
                        assertThat(((TableRow.Sound) row).cells().getFirst()).isEqualTo(Long.toString(row.line())));
        assertThat(rows.stream().filter(TableRow.Broken.class::isInstance).map(TableRow::line))
                .containsExactly(5000L, 10_000L, 15_000L, 20_000L, 25_000L, 30_000L);
    }

    @Test
    void findsOutWhatPartsTheCells() throws Exception {
        assertThat(rows("a;b;c,d\n1;2;3\n")).containsExactly(sound(2, "1", "2", "3"));
    }
}
