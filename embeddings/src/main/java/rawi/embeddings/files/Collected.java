package rawi.embeddings.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.embeddings.Lexicon;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;

/** The words and vectors of a file as they are read. */
final class Collected {
  private final String file;
  private final Reading reading;
  private final int dimensions;
  private final VectorTable.Builder rows;
  private final Map<String, Integer> words = new LinkedHashMap<>();
  private int twice;

  Collected(String file, Reading reading, int dimensions) {
    this.file = file;
    this.reading = reading;
    this.dimensions = dimensions;
    this.rows = new VectorTable.Builder(dimensions);
  }

  /** Whether this word's vector is to be read: it is wanted and new. */
  boolean takes(String word) {
    if (!reading.wants(word)) {
      return false;
    }
    if (words.containsKey(word)) {
      twice++;
      return false;
    }
    return true;
  }

  void add(String word, float[] vector) {
    words.put(word, words.size());
    rows.add(vector);
    if (words.size() % 1000 == 0) {
      reading.requireRoom(file, Reading.bytes(words.size(), words.size(), dimensions));
    }
  }

  WordVectors vectors() {
    if (twice > 0) {
      reading
          .notes()
          .accept(
              "%s: %s there more than once; the first of each was taken"
                  .formatted(file, twice == 1 ? "1 word was" : twice + " words were"));
    }
    List<String> all = new ArrayList<>(words.keySet());
    words.clear();
    return WordVectors.of(Lexicon.of(all), rows.build(), Optional.empty());
  }
}
