using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// A session whose format works site by site: it finds the site for a name, decides where the stored tensor goes, tells autograd, and
/// keeps the books. A format derives from it and says what a site is.
/// </summary>
/// <param name="policy">Which tensors are stored.</param>
/// <param name="statistics">What is reported about sites.</param>
/// <param name="datapath">What computes products; <see langword="null"/> for the tensor library.</param>
/// <remarks>
/// Values are stored in their own memory wherever nothing else can see it: see <see cref="StoreValue"/> and <see cref="StoreGradient"/>.
/// On another device than the CPU nothing is stored in place: there, writing into memory that autograd watches is an error.
/// </remarks>
internal abstract partial class SitedSession(StoragePolicy policy, SiteStatistics statistics, IntegerDatapath? datapath = null) : FormatSession
{
    private readonly Dictionary<string, StorageSite> _sites = [];
    private readonly StoredMemory _stored = new();
    private readonly NoiseSample _noise = new();
    private LatestStore _latest;

    // The gradient handed to autograd last. It must outlive the return to native code, but not the whole step: autograd holds what it needs.
    [ThreadStatic]
    private static Tensor? _handedOver;

    static SitedSession() => NativeHeap.KeepFreedMemory();

    public override LostUpdates? LostUpdates { get; } = policy == StoragePolicy.Everything ? new LostUpdates() : null;

    public override bool KeepsMaster(TensorUse use) => policy != StoragePolicy.Everything && policy.Stores(use);

    public override Tensor Store(Tensor value, string site, TensorUse use = TensorUse.Any)
    {
        ArgumentNullException.ThrowIfNull(value);
        Check(value, site);
        if (value.numel() == 0)
            return value;
        var (stores, storesGradient) = (policy.Stores(use), policy.StoresGradient(use));
        if (!stores && !storesGradient)
        {
            KeepAsItIs(value, inGraph: value.requires_grad);
            return value;
        }

        var place = Site(site);
        (place.IsMain, place.Use) = (stores, use);
        return is_grad_enabled() && value.requires_grad
            ? StoreFunction.Apply(value, this, place)
            : StoreValue(value, place, inGraph: false);
    }

    public override bool StoreInPlace(Tensor value, string site, TensorUse use = TensorUse.Any)
    {
        ArgumentNullException.ThrowIfNull(value);
        Check(value, site);
        if (value.numel() == 0 || !policy.Stores(use))
            return true;
        var place = Site(site);
        (place.IsMain, place.Use) = (IsWeight(site) && value.dim() > 1, use);
        if (TensorMemory.IsDense(value))
            return IsFinite(Write(place, value, value));

        using var inference = no_grad();
        using var dense = value.contiguous();
        var counts = Write(place, dense, dense);
        value.copy_(dense);
        return IsFinite(counts);
    }

    public override Tensor Product(nn.Module<Tensor, Tensor> layer, Tensor input) => datapath?.Apply(layer, input) ?? base.Product(layer, input);

    public override void AfterForward() => AfterPass();

    public override void AfterBackward()
    {
        AfterPass();
        HandOver(null);
    }

    /// <summary>Stores a result, in its own memory where possible.</summary>
    internal Tensor StoreValue(Tensor value, StorageSite site, bool inGraph)
    {
        if (!policy.Stores(site.Use))
        {
            KeepAsItIs(value, inGraph);
            return value;
        }

        // A tensor that two operations read is stored for each. Where the second site holds the same values as the first, which it does
        // when both have learnt from the same tensors, nothing would change: it counts what it would have seen.
        if (ReferenceEquals(value, _latest.Tensor) && !ComparesNoise(site) && site.TryRepeat(_latest.Values, _latest.Counts, _frozen))
        {
            Record(site, _latest.Counts);
            return value;
        }

        // A view with gaps or repeated elements is made dense first.
        if (!TensorMemory.IsDense(value))
        {
            var dense = value.contiguous();
            Write(site, dense, dense);
            return dense;
        }

        // In place is safe for the result of an operation whose backward either does not look at its result (convolution, linear,
        // batch-norm, pooling, addition) or should see it as it was stored (ReLU, tanh, sigmoid). Writing through the memory itself keeps
        // autograd's version counter, which would take the latter for a mistake. It is not safe for a leaf, which belongs to the caller,
        // nor for memory that already holds a stored tensor: that one has its own exponent.
        var memory = value.device_type == DeviceType.CPU ? FirstPart(value) : [];
        if (!memory.IsEmpty && !(value.is_leaf && value.requires_grad) && !_stored.Overlaps(memory, inGraph))
        {
            var counts = Write(site, value, value);
            _stored.Add(value, memory, inGraph);
            _latest = new LatestStore(value, site.Values, counts.Again());
            return value;
        }

        var stored = empty_like(value);
        Write(site, value, stored);
        if (!memory.IsEmpty)
            _stored.Add(stored, FirstPart(stored), inGraph);
        return stored;
    }

    /// <summary>
    /// Stores a gradient, always in new memory: an addition hands one and the same gradient tensor to both its inputs, and a caller may
    /// have passed its own to <c>backward</c>; who else holds it cannot be seen here.
    /// </summary>
    internal Tensor StoreGradient(Tensor gradient, StorageSite site)
    {
        using var inference = no_grad();
        site.IsMain = true;
        var dense = TensorMemory.IsDense(gradient);
        var stored = dense ? empty_like(gradient) : gradient.contiguous();
        Write(site, dense ? gradient : stored, stored);
        HandOver(stored.DetachFromDisposeScope());
        return stored;
    }

    internal bool StoresGradient(StorageSite site) => policy.StoresGradient(site.Use);

    /// <summary>Where the gradient of a tensor stored at <paramref name="site"/> is stored.</summary>
    internal StorageSite GradientOf(StorageSite site) => site.Gradient ??= Find(site.Name + ".grad");

    /// <summary>
    /// The same for a backward pass that is part of the computation and will be differentiated: its gradients are of another size.
    /// </summary>
    internal StorageSite SlopeOf(StorageSite site) => site.Slope ??= Find(site.Name + ".slope");

    /// <summary>Makes the site for a name that is used for the first time.</summary>
    protected abstract StorageSite CreateSite(string name);

    /// <summary>Whether everything that was stored is a finite number.</summary>
    protected virtual bool IsFinite(in QuantisationCounts counts) => counts.NonFinite == 0;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            HandOver(null);
            _stored.Clear();
        }

        base.Dispose(disposing);
    }

    private static void HandOver(Tensor? gradient)
    {
        _handedOver?.Dispose();
        _handedOver = gradient;
    }

    private static void Check(Tensor value, string site)
    {
        if (value.dtype != ScalarType.Float32)
            throw new ArgumentException($"Formats are carried by float32 tensors; the one for '{site}' is {value.dtype}.", nameof(value));
    }

    private static bool IsWeight(string site) =>
        !site.EndsWith(".grad", StringComparison.Ordinal) && !site.Contains(".optimizer.", StringComparison.Ordinal);

    private static ReadOnlySpan<float> FirstPart(Tensor tensor) =>
        TensorMemory.Part(tensor, 0, (int)Math.Min(tensor.numel(), TensorMemory.PartLength));

    /// <summary>Another kernel reads the tensor in FP32: what stores it afterwards does so elsewhere.</summary>
    private void KeepAsItIs(Tensor value, bool inGraph)
    {
        if (value.device_type == DeviceType.CPU && TensorMemory.IsDense(value))
            _stored.Add(value, FirstPart(value), inGraph);
    }

    private void AfterPass()
    {
        foreach (var site in _sites.Values)
            site.AfterPass();
        _stored.Clear();
        _latest = default;
    }

    private bool ComparesNoise(StorageSite site) => !_frozen && site.Observations.NoiseIsDue && IsReported(site);

    private QuantisationCounts Write(StorageSite site, Tensor source, Tensor destination)
    {
        var compare = ComparesNoise(site);
        if (compare)
            _noise.Remember(source);
        var counts = site.Store(source, destination, _frozen);
        if (compare)
        {
            var (signal, noise) = _noise.Compare(destination);
            site.Observations.AddSample(signal, noise, SiteHistogram.Of(_noise.Stored, site.Set));
        }

        Record(site, counts);
        return counts;
    }

    private void Record(StorageSite site, in QuantisationCounts counts)
    {
        if (_frozen)
            return;
        site.Observations.Add(counts);
        _overflows += counts.Overflows;
        _nonFinite += counts.NonFinite;
    }

    /// <summary>The result that was stored last in its own memory, the values that it was stored to, and what storing it again would count.</summary>
    private readonly record struct LatestStore(Tensor? Tensor, long Values, QuantisationCounts Counts);
}
