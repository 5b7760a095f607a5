package rawi.apps.hyper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What values a hyper-parameter may have, and how a random search draws one of them. */
public sealed interface Space {
  /** The form in which a value is kept and shown, from what a person wrote. */
  String canonical(String text);

  /** One value at random, in its canonical form. */
  String draw(SplittableRandom random);

  /** The same kind of values, drawn from other bounds. */
  Space within(String low, String high);

  /** What the command line reads it as. */
  Class<?> type();

  /**
   * Whole numbers.
   *
   * @param low the least that a search draws
   * @param high the most that it draws
   * @param logarithmic whether each doubling is as likely as any other
   */
  record Whole(int low, int high, boolean logarithmic) implements Space {
    @Override
    public String canonical(String text) {
      try {
        return Integer.toString(Integer.parseInt(text.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("expected a whole number, got '" + text + "'", e);
      }
    }

    @Override
    public String draw(SplittableRandom random) {
      double share = random.nextDouble();
      double value =
          logarithmic
              ? Math.exp(Math.log(low) + share * (Math.log(high + 1.0) - Math.log(low)))
              : low + share * (high + 1.0 - low);
      return Integer.toString(Math.min(high, (int) value));
    }

    @Override
    public Space within(String from, String to) {
      Whole other =
          new Whole(
              Integer.parseInt(canonical(from)), Integer.parseInt(canonical(to)), logarithmic);
      requireOrder(other.low, other.high, from, to);
      if (logarithmic && other.low < 1) {
        throw new IllegalArgumentException("expected a range from 1 on, got " + from + ".." + to);
      }
      return other;
    }

    @Override
    public Class<?> type() {
      return int.class;
    }
  }

  /**
   * Numbers; drawn ones have three significant digits, so that they can be written down.
   *
   * @param low the least that a search draws
   * @param high the most that it draws
   * @param logarithmic whether each power of ten is as likely as any other
   */
  record Real(double low, double high, boolean logarithmic) implements Space {
    private static final MathContext DIGITS = new MathContext(3);

    @Override
    public String canonical(String text) {
      return Double.toString(number(text));
    }

    private static double number(String text) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("expected a number, got '" + text + "'", e);
      }
    }

    @Override
    public String draw(SplittableRandom random) {
      double share = random.nextDouble();
      double value =
          logarithmic
              ? Math.exp(Math.log(low) + share * (Math.log(high) - Math.log(low)))
              : low + share * (high - low);
      double shown = new BigDecimal(value).round(DIGITS).doubleValue();
      return Double.toString(Math.max(low, Math.min(high, shown)));
    }

    @Override
    public Space within(String from, String to) {
      Real other = new Real(number(from), number(to), logarithmic);
      requireOrder(other.low, other.high, from, to);
      if (logarithmic && other.low <= 0) {
        throw new IllegalArgumentException("expected a range above 0, got " + from + ".." + to);
      }
      return other;
    }

    @Override
    public Class<?> type() {
      return double.class;
    }
  }

  /** One of some names. */
  record Choice(List<String> names) implements Space {
    public Choice {
      names = List.copyOf(names);
    }

    /** The names of an enum's constants, as they are shown. */
    public static Choice of(Object... constants) {
      return new Choice(Arrays.stream(constants).map(Object::toString).toList());
    }

    @Override
    public String canonical(String text) {
      return names.stream()
          .filter(name -> name.equalsIgnoreCase(text.strip()))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "expected one of %s, got '%s'".formatted(String.join(", ", names), text)));
    }

    @Override
    public String draw(SplittableRandom random) {
      return names.get(random.nextInt(names.size()));
    }

    @Override
    public Space within(String from, String to) {
      throw new IllegalArgumentException(
          "expected some of %s, got a range".formatted(String.join(", ", names)));
    }

    @Override
    public Class<?> type() {
      return String.class;
    }
  }

  /**
   * Any of some names, none of them twice, in an order that counts: {@code flip+translate}, or
   * {@code none}.
   */
  record Some(List<String> names) implements Space {
    private static final String NONE = "none";
    private static final String AND = "+"; // a comma parts the values of a grid

    public Some {
      names = List.copyOf(names);
    }

    /** The names of an enum's constants, as they are shown. */
    public static Some of(Object... constants) {
      return new Some(Choice.of(constants).names());
    }

    /** The names in a text, parted by plus signs or commas. */
    public List<String> members(String text) {
      if (text.strip().equalsIgnoreCase(NONE)) {
        return List.of();
      }
      List<String> members = new ArrayList<>();
      for (String part : text.split("[+,]", -1)) {
        String member = part.strip().toLowerCase(Locale.ROOT);
        if (!names.contains(member) || members.contains(member)) {
          throw new IllegalArgumentException(
              "expected none or some of %s, each once, got '%s'"
                  .formatted(String.join(",", names), part));
        }
        members.add(member);
      }
      return members;
    }

    /** Such names as one text. */
    public String join(List<String> members) {
      return members.isEmpty() ? NONE : String.join(AND, members);
    }

    @Override
    public String canonical(String text) {
      return join(members(text));
    }

    @Override
    public String draw(SplittableRandom random) {
      return join(names.stream().filter(name -> random.nextBoolean()).toList());
    }

    @Override
    public Space within(String from, String to) {
      throw new IllegalArgumentException(
          "expected some of %s, got a range".formatted(String.join(", ", names)));
    }

    @Override
    public Class<?> type() {
      return String.class;
    }
  }

  /** A name that only the data can judge, and no search draws. */
  record Name() implements Space {
    @Override
    public String canonical(String text) {
      return text.strip();
    }

    @Override
    public String draw(SplittableRandom random) {
      throw new IllegalArgumentException("cannot be drawn at random; name its values");
    }

    @Override
    public Space within(String from, String to) {
      throw new IllegalArgumentException("expected names, got a range");
    }

    @Override
    public Class<?> type() {
      return String.class;
    }
  }

  private static void requireOrder(double low, double high, String from, String to) {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "expected a range that rises, got %s..%s".formatted(from, to));
    }
  }
}
