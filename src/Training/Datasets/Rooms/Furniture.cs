using System.Numerics;
using System.Runtime.InteropServices;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>The solids of a room, in groups with common bounds: most rays miss most groups.</summary>
internal sealed class Furniture
{
    private readonly List<Solid> _solids = [];
    private readonly List<(int Start, int End, Vector3 Low, Vector3 High)> _groups = [];

    public void Clear()
    {
        _solids.Clear();
        _groups.Clear();
    }

    public void AddGroup(params ReadOnlySpan<Solid> solids)
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var solid in solids)
        {
            low = Vector3.Min(low, solid.Low);
            high = Vector3.Max(high, solid.High);
            _solids.Add(solid);
        }

        _groups.Add((_solids.Count - solids.Length, _solids.Count, low, high));
    }

    public Solid this[int index] => _solids[index];

    /// <summary>The first solid that a ray meets closer than <paramref name="distance"/>, or −1.</summary>
    public int Meet(in Ray ray, ref float distance)
    {
        var first = -1;
        // By reference: every ray of a picture comes through here, and a solid is large to copy.
        var solids = CollectionsMarshal.AsSpan(_solids);
        foreach (ref readonly var group in CollectionsMarshal.AsSpan(_groups))
        {
            if (Solid.MeetBounds(ray, group.Low, group.High) >= distance)
                continue;
            for (var i = group.Start; i < group.End; i++)
            {
                var meets = solids[i].Meet(ray);
                if (meets < distance)
                    (distance, first) = (meets, i);
            }
        }

        return first;
    }

    /// <summary>Whether something stands between the ray's origin and its end at distance 1. What glows lets light through.</summary>
    public bool Blocks(in Ray ray)
    {
        var solids = CollectionsMarshal.AsSpan(_solids);
        foreach (ref readonly var group in CollectionsMarshal.AsSpan(_groups))
        {
            if (Solid.MeetBounds(ray, group.Low, group.High) >= 1)
                continue;
            for (var i = group.Start; i < group.End; i++)
            {
                if (solids[i].Material.Glow == 0 && solids[i].Meet(ray) < 1)
                    return true;
            }
        }

        return false;
    }

    /// <summary>How much of the sky's light the ground at a point keeps beside and under furniture, 0 to 1.</summary>
    public float OpennessAt(Vector3 point)
    {
        var open = 1f;
        foreach (ref readonly var group in CollectionsMarshal.AsSpan(_groups))
        {
            if (group.Low.Y > 0.35f)
                continue;
            var outside = Vector3.Max(Vector3.Max(group.Low - point, point - group.High), Vector3.Zero);
            var distance = (outside.X * outside.X) + (outside.Z * outside.Z);
            open *= 1 - (0.55f / (1 + (distance * 60)));
        }

        return open;
    }
}
