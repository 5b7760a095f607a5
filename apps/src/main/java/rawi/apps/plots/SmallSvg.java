package rawi.apps.plots;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SVG picture written shorter: numbers with two decimals, a hundredth of a point, and lines that
 * go on from one another, or look alike, as one path.
 */
final class SmallSvg {
  private static final int DECIMALS = 2;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:[eE]-?\\d+)?");
  private static final Pattern PATH = Pattern.compile(" d=\"([^\"]*)\"");
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\" y2=\"([^\"]*)\"/>");

  private final StringBuilder text = new StringBuilder();
  private String style = ""; // of the path that is being put together; empty: there is none
  private String end = ""; // where it stands

  private SmallSvg() {}

  /** The same picture; one element a line, as it comes from the plotting library. */
  static String of(String svg) {
    SmallSvg small = new SmallSvg();
    rounded(svg).lines().forEach(small::add);
    small.close();
    return PATH.matcher(small.text)
        .replaceAll(path -> " d=\"" + RelativePath.of(path.group(1)) + "\"");
  }

  private static String rounded(String svg) {
    int start = svg.indexOf("<svg"); // what stands before has a version, no sizes
    String head = svg.substring(0, Math.max(0, start));
    return head + NUMBER.matcher(svg.substring(head.length())).replaceAll(SmallSvg::rounded);
  }

  private static String rounded(MatchResult number) {
    BigDecimal value = new BigDecimal(number.group()).setScale(DECIMALS, RoundingMode.HALF_UP);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private void add(String element) {
    Matcher line = LINE.matcher(element);
    if (!line.matches()) {
      close();
      text.append(element).append('\n');
      return;
    }
    String from = line.group(2) + "," + line.group(4);
    String to = line.group(3) + "," + line.group(5);
    if (!line.group(1).equals(style)) {
      close();
      style = line.group(1);
      text.append(String.format(Locale.ROOT, "<path style=\"%s\" d=\"", style));
    }
    text.append(from.equals(end) ? "" : "M" + from).append('L').append(to);
    end = to;
  }

  private void close() {
    if (!style.isEmpty()) {
      text.append("\"/>\n");
    }
    style = "";
    end = "";
  }
}
