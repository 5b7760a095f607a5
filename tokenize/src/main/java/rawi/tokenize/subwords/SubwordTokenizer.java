package rawi.tokenize.subwords;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;

/**
 * Text to sub-words and back, over bytes: whatever the text, it has ids, and {@link #decode} gives
 * it back exactly. Added tokens are found first; the rest is cut into pieces by a {@link
 * Pretokenizer}, the bytes of each piece (UTF-8; a surrogate without its partner has three bytes
 * too) into tokens by byte pair encoding or a unigram model.
 *
 * <p>Made by {@link BytePairTraining} or {@link UnigramTraining}, read and written by {@link
 * TokenizerJson}. Safe for any number of threads; they share what pieces seen before became.
 */
public final class SubwordTokenizer implements Tokenizer {
  private final Pretokenizer pretokenizer;
  private final boolean prefixSpace;
  private final Segmenter segmenter;
  private final Inventory inventory;
  private final AddedTokens added;
  private final AddedTokens found;
  private final PieceCache cache;

  /**
   * @param prefixSpace whether a stretch of text that begins with no space is read as if it did
   * @param found those of the added tokens that are looked for in a text
   */
  private SubwordTokenizer(
      Pretokenizer pretokenizer,
      boolean prefixSpace,
      Segmenter segmenter,
      Inventory inventory,
      AddedTokens added,
      AddedTokens found,
      PieceCache cache) {
    this.pretokenizer = pretokenizer;
    this.prefixSpace = prefixSpace;
    this.segmenter = segmenter;
    this.inventory = inventory;
    this.added = added;
    this.found = found;
    this.cache = cache;
  }

  static SubwordTokenizer of(
      Pretokenizer pretokenizer,
      boolean prefixSpace,
      Segmenter segmenter,
      List<String> forms,
      List<AddedToken> added) {
    AddedTokens all = new AddedTokens(added);
    return new SubwordTokenizer(
        pretokenizer,
        prefixSpace,
        segmenter,
        new Inventory(forms, added),
        all,
        all,
        PieceCache.empty());
  }

  /**
   * The same tokenizer, for text that others wrote: special tokens spelled out in it are read as
   * the text they are, and get no special id.
   */
  public SubwordTokenizer readingSpecialsAsText() {
    List<AddedToken> rest = added.tokens().stream().filter(token -> !token.special()).toList();
    return with(new AddedTokens(rest), PieceCache.empty());
  }

  /**
   * The same tokenizer without a memory of the pieces it has seen, which takes up to 15 MB: for
   * texts whose words hardly come back.
   */
  public SubwordTokenizer withoutMemory() {
    return with(found, PieceCache.none());
  }

  private SubwordTokenizer with(AddedTokens looked, PieceCache memory) {
    return new SubwordTokenizer(
        pretokenizer, prefixSpace, segmenter, inventory, added, looked, memory);
  }

  /** The ids of a text. Its length in bytes, and what stands around a piece, cost nothing more. */
  public int[] encode(String text) {
    char[] s = text.toCharArray();
    Ids ids = new Ids(s.length / 3);
    Scratch scratch = new Scratch();
    found.split(
        s,
        s.length,
        (from, end, id) -> {
          if (id == AddedTokens.NONE) {
            encode(s, from, end, ids, scratch);
          } else {
            ids.add(id);
          }
        });
    return ids.toArray(0);
  }

  /**
   * The tokens of a text with their places. A token may hold a part of a character: the token that
   * holds its first byte has its place, and those that hold only other bytes of it have the empty
   * place behind it.
   */
  public void tokenize(CharSequence text, SubwordSink sink) {
    char[] s = text.toString().toCharArray();
    Ids ids = new Ids(s.length / 3);
    Scratch scratch = new Scratch();
    found.split(
        s,
        s.length,
        (from, end, id) -> {
          if (id == AddedTokens.NONE) {
            ids.clear();
            encode(s, from, end, ids, scratch);
            places(s, from, end, ids, sink);
          } else {
            sink.token(id, from, end);
          }
        });
  }

  /** As {@link #tokenize(CharSequence, SubwordSink)}; the normalized form is that of the file. */
  @Override
  public List<Token> tokenize(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 3 + 1);
    forEach(text, tokens::add);
    return tokens;
  }

  @Override
  public void forEach(String text, Consumer<? super Token> action) {
    tokenize(text, new SubwordMaker(text, inventory, action));
  }

  private void encode(char[] s, int from, int end, Ids ids, Scratch scratch) {
    if (prefixSpace && s[from] != ' ') {
      char[] prefixed = new char[end - from + 1];
      prefixed[0] = ' ';
      System.arraycopy(s, from, prefixed, 1, end - from);
      pieces(prefixed, 0, prefixed.length, ids, scratch);
    } else {
      pieces(s, from, end, ids, scratch);
    }
  }

  private void pieces(char[] s, int from, int end, Ids ids, Scratch scratch) {
    int start = from;
    while (start < end) {
      int stop = pretokenizer.pieceEnd(s, start, end);
      int hash = PieceCache.hash(s, start, stop);
      int[] known = cache.get(hash, s, start, stop);
      if (known.length > 0) {
        ids.addAll(known);
      } else {
        int before = ids.size();
        segment(s, start, stop, ids, scratch);
        cache.put(hash, s, start, stop, ids.toArray(before));
      }
      start = stop;
    }
  }

  private void segment(char[] s, int start, int stop, Ids ids, Scratch scratch) {
    byte[] bytes = scratch.bytesFor(stop - start);
    segmenter.segment(bytes, Utf8.encode(s, start, stop, bytes), ids, scratch);
  }

  /** The bytes of the ids are those of the text: one walk along both finds the places. */
  private void places(char[] s, int from, int end, Ids ids, SubwordSink sink) {
    int at = from;
    int owed = 0; // bytes of the last character that the tokens to come hold
    int absent = prefixSpace && s[from] != ' ' ? 1 : 0;
    for (int k = 0; k < ids.size(); k++) {
      int id = ids.get(k);
      int left = inventory.bytes(id).length - absent - owed;
      absent = 0;
      int start = at;
      while (left > 0) {
        left -= Utf8.bytesAt(s, at, end);
        at += Utf8.isPair(s, at, end) ? 2 : 1;
      }
      owed = -left;
      sink.token(id, start, at);
    }
  }

  /**
   * The text of some ids: the inverse of {@link #encode}, added tokens spelled out. Bytes that are
   * no character, which other sequences of ids can give, become U+FFFD; {@link #decodeBytes} gives
   * them as they are.
   *
   * @throws IllegalArgumentException for an id that no token has
   */
  public String decode(int... ids) {
    byte[] bytes = decodeBytes(ids);
    return Utf8.decode(bytes, bytes.length);
  }

  /** The bytes of some ids. */
  public byte[] decodeBytes(int... ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ids.length * 4);
    for (int id : ids) {
      bytes.writeBytes(inventory.bytes(id));
    }
    return bytes.toByteArray();
  }

  /**
   * Where the last stretch of a text begins that is cut into sub-words for itself, such as its last
   * word with the space before it; 0 where the text is empty.
   */
  public int lastStretch(String text) {
    char[] s = text.toCharArray();
    int start = 0;
    for (int end = 0; end < s.length; end = pretokenizer.pieceEnd(s, end, s.length)) {
      start = end;
    }
    return start;
  }

  /** One more than the largest id. */
  public int size() {
    return inventory.size();
  }

  /** How a token is spelled in a file: a visible character for each of its bytes. */
  public String form(int id) {
    return inventory.form(id);
  }

  /** The id of a token by its form, empty when there is no such token. */
  public OptionalInt idOf(String form) {
    return inventory.idOf(form);
  }

  /** The tokens that are found in a text as they stand, such as {@code [pad]}. */
  public List<AddedToken> addedTokens() {
    return added.tokens();
  }

  public Pretokenizer pretokenizer() {
    return pretokenizer;
  }

  public Method method() {
    return segmenter instanceof BytePairs ? Method.BPE : Method.UNIGRAM;
  }

  /** Whether some token has this id. */
  boolean has(int id) {
    return inventory.has(id);
  }

  boolean prefixSpace() {
    return prefixSpace;
  }

  Segmenter segmenter() {
    return segmenter;
  }
}
