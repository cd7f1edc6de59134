using System.Numerics;
using Mantissa.Training.Datasets.Procedural;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>Plans a room: its size, colours, window, what stands where, and from where it is seen.</summary>
internal static class RoomFurnisher
{
    public static void Furnish(Room room, TimeOfDay time, ref RandomSequence draw)
    {
        room.Furniture.Clear();
        room.Lamps.Clear();
        room.Time = time;
        room.Size = new(draw.Uniform(3.3f, 4.6f), draw.Uniform(2.45f, 2.8f), draw.Uniform(3.3f, 4.3f));
        PaintWalls(room, ref draw);
        LayFloor(room, ref draw);
        var bedX = draw.Uniform(-0.28f, 0.28f) * (room.Size.X - 2);
        CutWindow(room, bedX, ref draw);
        BedroomSet.AddBed(room, bedX, ref draw);
        HangPicture(room, bedX, ref draw);
        BedroomSet.AddCorners(room, ref draw);
        PlaceCamera(room, ref draw);
    }

    private static void PaintWalls(Room room, ref RandomSequence draw)
    {
        room.Wall = new(WallColour(ref draw));
        room.BackWall = room.Wall;
        var style = draw.Integer(6);
        if (style is 0 or 1)
            room.BackWall = new(WallColour(ref draw) * draw.Uniform(0.35f, 0.9f));
        else if (style == 2)
            room.BackWall = new(room.Wall.First, room.Wall.First * draw.Uniform(0.75f, 0.92f), Pattern.Stripes, draw.Uniform(3, 6));
        else if (style == 3)
            room.BackWall = new(room.Wall.First, room.Wall.First * draw.Uniform(0.6f, 0.85f), Pattern.Dots, draw.Uniform(4, 7));
        room.Panelling = draw.Chance(0.2f) ? draw.Uniform(0.8f, 1.1f) : 0;
    }

    /// <summary>Pale, of the hues that walls have: warm whites, sage, blue, blush.</summary>
    private static Vector3 WallColour(ref RandomSequence draw) =>
        Palette.FromHsv(draw.Chance(0.5f) ? draw.Uniform(0.04f, 0.14f) : draw.Uniform(0, 1), draw.Uniform(0.04f, 0.38f), draw.Uniform(0.6f, 0.88f));

    private static void LayFloor(Room room, ref RandomSequence draw)
    {
        var wood = BedroomSet.WoodColour(ref draw);
        room.Floor = draw.Chance(0.75f)
            ? new(wood, wood * draw.Uniform(0.6f, 0.85f), Pattern.Wood, draw.Uniform(0.7f, 1.1f))
            : Carpet(ref draw);
        var colour = BedroomSet.ClothColour(ref draw);
        var pattern = draw.Integer(3) switch { 0 => Pattern.Stripes, 1 => Pattern.Plaid, _ => Pattern.Fabric };
        var half = draw.Chance(0.7f) ? new Vector2(draw.Uniform(0.7f, 1.3f), draw.Uniform(0.5f, 0.9f)) : new Vector2(0.01f);
        room.Rug = (
            new(draw.Uniform(-0.5f, 0.5f), draw.Uniform(1.2f, 1.9f)), half, draw.Chance(0.3f),
            new(colour, Vector3.Lerp(colour, new Vector3(0.9f), draw.Uniform(0.3f, 0.7f)), pattern, draw.Uniform(2, 4)));

        static Material Carpet(ref RandomSequence draw)
        {
            var colour = Palette.FromHsv(draw.Uniform(0, 1), draw.Uniform(0.05f, 0.3f), draw.Uniform(0.35f, 0.7f));
            return new(colour, colour * 0.8f, Pattern.Fabric, 3);
        }
    }

    private static void CutWindow(Room room, float bedX, ref RandomSequence draw)
    {
        // Beside the bed on the back wall, or in one of the side walls.
        var side = draw.Integer(5) switch { 0 or 1 => Side.Left, 2 or 3 => Side.Right, _ => Side.Back };
        var half = new Vector2(draw.Uniform(0.5f, side == Side.Back ? 0.6f : 0.9f), draw.Uniform(0.5f, 0.75f));
        var along = side == Side.Back
            ? (bedX > 0 ? -1 : 1) * ((room.Size.X / 2) - half.X - draw.Uniform(0.2f, 0.45f))
            : draw.Uniform(0.55f, 0.74f) * room.Size.Z;
        var centre = new Vector2(along, draw.Uniform(1.45f, 1.65f));
        var panes = draw.Integer(3) switch { 0 => new Vector2(1, 1), 1 => new Vector2(2, 1), _ => new Vector2(2, 2) };
        room.Window = new(side, centre - half, centre + half, panes, room.Time, (uint)draw.Integer(1 << 20));
        var outwards = -Room.WallNormal(side);
        var across = new Vector3(outwards.Z, 0, -outwards.X);
        room.Sun = room.Time == TimeOfDay.Day && draw.Chance(0.6f)
            ? Vector3.Normalize(outwards + (across * draw.Uniform(-0.7f, 0.7f)) + (Vector3.UnitY * draw.Uniform(0.6f, 1.3f)))
            : Vector3.Zero;
        if (draw.Chance(0.7f))
            BedroomSet.AddCurtains(room, ref draw);
    }

    private static void HangPicture(Room room, float bedX, ref RandomSequence draw)
    {
        var half = new Vector2(draw.Uniform(0.25f, 0.5f), draw.Uniform(0.2f, 0.32f));
        var centre = new Vector2(bedX + draw.Uniform(-0.15f, 0.15f), draw.Uniform(1.75f, 1.9f));
        var overlaps = room.Window.Wall == Side.Back && Math.Abs(centre.X - room.Window.Centre.X) < half.X + 0.9f;
        room.Picture = draw.Chance(0.65f) && !overlaps
            ? (centre - half, centre + half, Palette.Random(ref draw), Palette.Random(ref draw), draw.Uniform(0.25f, 0.75f))
            : default;
    }

    private static void PlaceCamera(Room room, ref RandomSequence draw)
    {
        var eye = new Vector3(draw.Uniform(-0.3f, 0.3f) * room.Size.X, draw.Uniform(1.3f, 1.75f), draw.Uniform(0.08f, 0.3f));
        var target = new Vector3(draw.Uniform(-0.35f, 0.35f), draw.Uniform(0.75f, 1.05f), room.Size.Z * 0.8f);
        var forward = Vector3.Normalize(target - eye);
        var right = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, forward));
        var zoom = draw.Uniform(0.62f, 0.8f);
        room.Camera = (eye, forward, right * zoom, Vector3.Cross(forward, right) * zoom);
    }
}
