package rawi.apps.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallSvgTest {
  private static String line(String style, String x1, String x2, String y1, String y2) {
    return "  <line style=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>%n"
        .formatted(style, x1, x2, y1, y2);
  }

  @Test
  @DisplayName("lines that go on, or look alike, are one path; numbers have two decimals")
  void shorter() {
    String svg =
        "<?xml version=\"1.00001\"?>\n<svg>\n"
            + line("red", "1.23456", "2", "-0.001", "4.999")
            + line("red", "2", "3.1E-5", "4.999", "5")
            + line("red", "7", "8", "5", "5")
            + line("blue", "8", "9", "5", "5")
            + "</svg>\n";
    assertEquals(
        """
        <?xml version="1.00001"?>
        <svg>
        <path style="red" d="m1.23,0l.77,5l-2,0m7,0l1,0"/>
        <path style="blue" d="m8,5l1,0"/>
        </svg>
        """,
        SmallSvg.of(svg));
  }

  @Test
  @DisplayName("points of a path are told from the one before, after Z from where its part began")
  void relative() {
    assertEquals(
        "m10,2q.5,0 1,-1 -2,1 -3,3zm1,1l1,-1 1,1",
        RelativePath.of("M10,2 Q10.5,2 11,1 9,2 8,4 Z M11,3 L12,2 13,3"));
    assertEquals("M1,2 H5", RelativePath.of("M1,2 H5"));
  }

  @Test
  @DisplayName("seven lines of a hundred points take less than 100 KB")
  void plot(@TempDir Path folder) throws IOException {
    List<Double> x = IntStream.range(0, 100).mapToObj(Double::valueOf).toList();
    List<LinePlot.Series> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      double factor = 0.1 * (i + 1);
      lines.add(
          new LinePlot.Series(
              "line " + i, x, x.stream().map(v -> Math.sin(factor * v / 3)).toList()));
    }
    Path file = folder.resolve("lines.svg");
    new LinePlot("A title of some length", "x", "y of the lines", lines).write(file);
    String svg = Files.readString(file);
    assertTrue(svg.length() < 100_000, "characters: " + svg.length());
    assertTrue(svg.startsWith("<?xml") && svg.strip().endsWith("</svg>"));
  }
}
