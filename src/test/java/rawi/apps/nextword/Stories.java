package rawi.apps.nextword;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ten short lines to learn by heart. */
final class Stories {
  static final List<String> LINES =
      List.of(
          "Le chat dort sur le tapis rouge.",
          "L'arbre du jardin donne des pommes vertes.",
          "Il y a un oiseau dans l'arbre.",
          "La petite fille ouvre la fenêtre.",
          "Mon frère achète du pain chaque matin.",
          "Elle boit un café noir avant de partir.",
          "ذهب الولد إلى المدرسة صباحا",
          "قرأت البنت كتابا جميلا",
          "شرب أبي القهوة مع جدي",
          "Nous mangeons ensemble le dimanche soir.");

  private Stories() {}

  /** The lines in four orders: what comes before a line says nothing about it. */
  static Path file(Path folder) {
    StringBuilder text = new StringBuilder();
    for (int seed = 0; seed < 4; seed++) {
      List<String> lines = new ArrayList<>(LINES);
      Collections.shuffle(lines, new Random(seed));
      lines.forEach(line -> text.append(line).append('\n'));
    }
    return file(folder.resolve("text.txt"), text.toString());
  }

  static Path file(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command line that learns the lines by heart, watching them too; {@code more} goes first. */
  static Object[] training(Path text, Path out, Object... more) {
    Map<Object, Object> options = new LinkedHashMap<>();
    Object[] base = {
      "--data",
      text,
      "--valid",
      text,
      "--lang",
      "auto",
      "--out",
      out,
      "--units",
      32,
      "--embedding-dim",
      24,
      "--batch",
      2,
      "--bptt",
      8,
      "--dropout",
      0,
      "--learning-rate",
      0.02,
      "--epochs",
      30,
      "--patience",
      30,
      "--threads",
      1
    };
    for (int i = 0; i < base.length; i += 2) {
      options.put(base[i], base[i + 1]);
    }
    for (int i = 0; i + 1 < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    List<Object> all = new ArrayList<>(List.of("nextword", "train"));
    options.forEach((name, value) -> all.addAll(List.of(name, value)));
    if (more.length % 2 == 1) {
      all.add(more[more.length - 1]); // an option without a value
    }
    return all.toArray();
  }
}
