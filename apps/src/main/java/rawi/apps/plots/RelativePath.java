package rawi.apps.plots;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of an SVG path, each point told from the one before: small numbers are short. */
final class RelativePath {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|-?\\d*\\.?\\d+");
  private static final Map<String, Integer> POINTS = Map.of("M", 1, "L", 1, "Q", 2, "C", 3, "Z", 0);

  private final StringBuilder text = new StringBuilder();
  private BigDecimal x = BigDecimal.ZERO;
  private BigDecimal y = BigDecimal.ZERO;
  private BigDecimal startX = BigDecimal.ZERO; // of the part that Z closes
  private BigDecimal startY = BigDecimal.ZERO;

  private RelativePath() {}

  /** The same path; one with other commands than M, L, Q, C and Z as it is. */
  static String of(String path) {
    boolean known = path.chars().filter(Character::isLetter).allMatch(c -> "MLQCZ".indexOf(c) >= 0);
    return known && path.startsWith("M") ? new RelativePath().read(path) : path;
  }

  private String read(String path) {
    Matcher tokens = TOKEN.matcher(path);
    String command = "";
    for (boolean more = tokens.find(); more; ) {
      boolean repeated = !POINTS.containsKey(tokens.group());
      if (!repeated) {
        command = tokens.group();
        more = tokens.find();
      }
      text.append(repeated ? " " : command.toLowerCase(Locale.ROOT));
      more = points(POINTS.getOrDefault(command, 0), tokens, more);
      if (command.equals("M")) {
        startX = x;
        startY = y;
      } else if (command.equals("Z")) {
        x = startX;
        y = startY;
      }
    }
    return text.toString();
  }

  /** So many points, all told from where the command began; whether more follows. */
  private boolean points(int n, Matcher tokens, boolean more) {
    boolean follows = more;
    BigDecimal fromX = x;
    BigDecimal fromY = y;
    for (int i = 0; i < n; i++) {
      x = new BigDecimal(tokens.group());
      follows = tokens.find();
      y = new BigDecimal(tokens.group());
      follows = tokens.find();
      text.append(i == 0 ? "" : " ").append(number(x.subtract(fromX)));
      text.append(',').append(number(y.subtract(fromY)));
    }
    return follows;
  }

  private static String number(BigDecimal value) {
    String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    return plain.replaceFirst("^(-?)0\\.", "$1.");
  }
}
