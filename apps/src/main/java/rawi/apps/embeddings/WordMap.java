package rawi.apps.embeddings;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Words at places in a plane, as an SVG picture. Each label is a paragraph of its own with the
 * direction of its script, and is centred on its place: so Arabic is shaped, joined and placed
 * right whatever the direction of the page. A label stands on that side of its point where it
 * covers least of the others.
 */
final class WordMap {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 760;
  private static final double MARGIN = 60;
  private static final double SIZE = 15; // of letters
  private static final double RADIUS = 2.6;
  private static final String STYLE =
      """
      svg { background: #fbfaf6; color-scheme: light dark; }
      text { fill: #24211c; font-size: 15px; font-family: "Iowan Old Style", Palatino, Georgia,
        "Noto Serif", "Noto Naskh Arabic", "Geeza Pro", Amiri, "Traditional Arabic", serif; }
      .ar { font-size: 17px; }
      circle { fill: #205d98; }
      @media (prefers-color-scheme: dark) {
        svg { background: #181715; } text { fill: #ece8df; } circle { fill: #7ab4ec; } }
      """;

  private final List<String> words;
  private final double[][] points;
  private final List<Box> taken = new ArrayList<>();

  /**
   * @param places (words, 2), on any scale
   */
  WordMap(List<String> words, double[][] places) {
    this.words = words.stream().map(WordMap::drawable).toList();
    this.points = fitted(places);
  }

  /** A rectangle that a label or a point covers. */
  private record Box(double left, double top, double right, double bottom) {
    double shared(Box other) {
      double wide = Math.min(right, other.right) - Math.max(left, other.left);
      double high = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      return wide > 0 && high > 0 ? wide * high : 0;
    }

    double outside() {
      double left = Math.max(0, -this.left) + Math.max(0, right - WIDTH);
      double top = Math.max(0, -this.top) + Math.max(0, bottom - HEIGHT);
      return 10 * (left * SIZE + top * SIZE);
    }
  }

  /** The picture. */
  String svg() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      out.writeStartElement("svg");
      out.writeAttribute("xmlns", "http://www.w3.org/2000/svg");
      out.writeAttribute("viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT));
      out.writeAttribute("role", "img");
      element(out, "title", Counted.words(words.size()) + ", like ones near each other");
      element(out, "style", STYLE);
      for (double[] point : points) {
        taken.add(around(point[0], point[1], 2 * RADIUS, 2 * RADIUS));
        out.writeEmptyElement("circle");
        out.writeAttribute("cx", number(point[0]));
        out.writeAttribute("cy", number(point[1]));
        out.writeAttribute("r", number(RADIUS));
      }
      for (int i = 0; i < points.length; i++) {
        label(out, words.get(i), points[i]);
      }
      out.writeEndElement();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the picture could not be written", e);
    }
    return text.append('\n').toString();
  }

  private void label(XMLStreamWriter out, String word, double[] point) throws XMLStreamException {
    boolean arabic = rightToLeft(word);
    Box place = place(word, point);
    taken.add(place);
    out.writeStartElement("text");
    out.writeAttribute("x", number((place.left + place.right) / 2));
    out.writeAttribute("y", number(place.bottom - 0.28 * SIZE));
    out.writeAttribute("text-anchor", "middle");
    if (arabic) {
      out.writeAttribute("class", "ar");
      out.writeAttribute("direction", "rtl");
    }
    out.writeAttribute("unicode-bidi", "isolate");
    out.writeCharacters(word);
    out.writeEndElement();
  }

  /** Right of the point, left, above, below or aslant: where it covers least. */
  private Box place(String word, double[] point) {
    double wide = width(word);
    double high = 1.2 * SIZE;
    double aside = RADIUS + 3 + wide / 2;
    double away = RADIUS + 1 + high / 2;
    List<Box> choices =
        List.of(
            around(point[0] + aside, point[1], wide, high),
            around(point[0] - aside, point[1], wide, high),
            around(point[0], point[1] - away, wide, high),
            around(point[0], point[1] + away, wide, high),
            around(point[0] + aside, point[1] - away, wide, high),
            around(point[0] + aside, point[1] + away, wide, high),
            around(point[0] - aside, point[1] - away, wide, high),
            around(point[0] - aside, point[1] + away, wide, high));
    Box best = choices.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Box choice : choices) {
      double cost = choice.outside() + taken.stream().mapToDouble(choice::shared).sum();
      if (cost < least) {
        least = cost;
        best = choice;
      }
    }
    return best;
  }

  private static Box around(double x, double y, double wide, double high) {
    return new Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2);
  }

  /** About how wide a word is drawn; marks above and below letters take no room. */
  private static double width(String word) {
    long letters =
        word.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
    return 0.56 * SIZE * letters;
  }

  /** Fits places into the picture, with one scale for both axes. */
  private static double[][] fitted(double[][] places) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double[] place : places) {
      for (int d = 0; d < 2; d++) {
        low[d] = Math.min(low[d], place[d]);
        high[d] = Math.max(high[d], place[d]);
      }
    }
    double scale =
        Math.min(
            (WIDTH - 2 * MARGIN) / Math.max(high[0] - low[0], 1e-12),
            (HEIGHT - 2 * MARGIN) / Math.max(high[1] - low[1], 1e-12));
    double[][] fitted = new double[places.length][2];
    for (int i = 0; i < places.length; i++) {
      fitted[i][0] = WIDTH / 2 + scale * (places[i][0] - (low[0] + high[0]) / 2);
      fitted[i][1] = HEIGHT / 2 - scale * (places[i][1] - (low[1] + high[1]) / 2);
    }
    return fitted;
  }

  private static boolean rightToLeft(String word) {
    return word.codePoints()
            .mapToLong(
                c ->
                    switch (Character.getDirectionality(c)) {
                      case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                          1;
                      case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> -1;
                      default -> 0;
                    })
            .sum()
        > 0;
  }

  /** What XML does not take, and what would turn the text around it, is shown as unknown. */
  private static String drawable(String word) {
    StringBuilder text = new StringBuilder();
    word.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean hidden =
                  type == Character.CONTROL
                      || type == Character.SURROGATE
                      || (type == Character.FORMAT && c != 0x200C && c != 0x200D)
                      || (c & 0xFFFE) == 0xFFFE;
              text.appendCodePoint(hidden ? 0xFFFD : c);
            });
    return text.toString();
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
