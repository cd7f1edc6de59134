using System.Text.Json.Nodes;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>
/// Predicts the exponent of one tensor from the largest mantissas that it had before. A pure state machine: it never sees the tensor.
/// </summary>
/// <remarks>
/// A kernel runs with the exponent that was fixed before, and reports Γ = max|m| by <see cref="Touch"/>. Before the tensor is written the
/// next time, <see cref="Adjust"/> moves the exponent. A tensor that has never been written first looks for an exponent: its kernel runs,
/// without keeping its result, until <see cref="TryInitialise"/> is content.
/// </remarks>
public abstract class Autoflex
{
    private readonly int _capacity;
    private readonly List<double> _history;

    private protected Autoflex(int bits, int capacity, int smallestExponent, int largestExponent, int initialExponent)
    {
        Bits = bits;
        _capacity = capacity;
        _history = new List<double>(capacity);
        SmallestExponent = smallestExponent;
        LargestExponent = largestExponent;
        Exponent = initialExponent;
    }

    /// <summary>N, the bits of a mantissa with its sign.</summary>
    public int Bits { get; }

    /// <summary>log2 κ, in force until the next <see cref="Adjust"/>.</summary>
    public int Exponent { get; private set; }

    public int SmallestExponent { get; }

    public int LargestExponent { get; }

    /// <summary>Whether an exponent was found; nothing may be stored before.</summary>
    public bool IsInitialised { get; private set; }

    /// <summary>Whether the latest prediction lay outside the range of exponents.</summary>
    public bool IsPinned { get; private set; }

    /// <summary>Whether the tensor was written since its exponent was last adjusted.</summary>
    public bool IsTouched { get; private set; }

    /// <summary>The recent maxima Γκ, oldest first.</summary>
    public IReadOnlyList<double> History => _history;

    /// <summary>The clock of the latest touch.</summary>
    private protected long Clock { get; private set; }

    /// <summary>2^(N−1) − 1: a Γ that reaches it counts as an overflow.</summary>
    private protected int Highest => (1 << (Bits - 1)) - 1;

    /// <summary>κ = 2^<see cref="Exponent"/>.</summary>
    private protected double Scale => Math.ScaleB(1, Exponent);

    /// <summary>
    /// One step of the search for a first exponent: takes the Γ that the kernel got with <see cref="Exponent"/> and moves that.
    /// </summary>
    /// <returns><see langword="true"/> when <see cref="Exponent"/> may be used; <see langword="false"/> to run the kernel again.</returns>
    public bool TryInitialise(int gamma)
    {
        var before = Exponent;
        var (exponent, done) = Search(gamma);
        Exponent = Clamp(exponent);
        return IsInitialised = done || IsExhausted(before);
    }

    /// <summary>The kernel wrote the tensor with <see cref="Exponent"/>.</summary>
    /// <param name="gamma">Γ = max|m| after rounding and saturation.</param>
    /// <param name="clock">How often exponents were adjusted so far in the whole session; tells tensors that are rarely written.</param>
    /// <returns>Whether Γ shows an overflow.</returns>
    public bool Touch(int gamma, long clock = 0)
    {
        // Saturation hides how large the values were. Doubling lets the exponent grow past it, and what was seen before it says nothing.
        var overflow = gamma >= Highest;
        if (overflow)
            _history.Clear();
        else if (_history.Count == _capacity)
            _history.RemoveAt(0);
        _history.Add((overflow ? 2.0 * gamma : gamma) * Scale);
        IsTouched = true;
        Clock = clock;
        return overflow;
    }

    /// <summary>Moves the exponent to where the next values are expected. Does nothing when the tensor was not written since.</summary>
    public void Adjust()
    {
        if (!IsTouched)
            return;
        var predicted = Predict();
        Exponent = Clamp(predicted);
        IsPinned = Exponent != predicted;
        IsTouched = false;
    }

    /// <summary>One step of the search, before clamping; see <see cref="TryInitialise"/>.</summary>
    private protected abstract (int Exponent, bool Done) Search(int gamma);

    /// <summary>Whether the search ends although it is not content, given the exponent before this step.</summary>
    private protected abstract bool IsExhausted(int before);

    /// <summary>The exponent for the next values, before clamping.</summary>
    private protected abstract int Predict();

    /// <summary>Takes an exponent that was not found by searching.</summary>
    private protected void Initialise(int exponent)
    {
        Exponent = Clamp(exponent);
        IsInitialised = true;
    }

    private protected double Largest(int last)
    {
        var largest = 0.0;
        for (var i = Math.Max(0, _history.Count - last); i < _history.Count; i++)
            largest = Math.Max(largest, _history[i]);
        return largest;
    }

    /// <summary>Standard deviation of the history, as of a whole population.</summary>
    private protected double Deviation()
    {
        var mean = 0.0;
        foreach (var value in _history)
            mean += value;
        mean /= _history.Count;
        var squares = 0.0;
        foreach (var value in _history)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / _history.Count);
    }

    /// <summary>Everything that decides future exponents, exactly.</summary>
    public virtual JsonObject Save() => new()
    {
        ["exponent"] = Exponent,
        ["initialised"] = IsInitialised,
        ["touched"] = IsTouched,
        ["pinned"] = IsPinned,
        ["clock"] = Clock,
        ["history"] = new JsonArray([.. _history.Select(value => JsonValue.Create(value))]),
    };

    /// <summary>Goes on from what <see cref="Save"/> returned.</summary>
    public virtual void Load(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Exponent = state["exponent"]!.GetValue<int>();
        IsInitialised = state["initialised"]!.GetValue<bool>();
        IsTouched = state["touched"]!.GetValue<bool>();
        IsPinned = state["pinned"]!.GetValue<bool>();
        Clock = state["clock"]!.GetValue<long>();
        _history.Clear();
        _history.AddRange(state["history"]!.AsArray().Select(value => value!.GetValue<double>()));
    }

    private int Clamp(int exponent) => Math.Clamp(exponent, SmallestExponent, LargestExponent);
}
