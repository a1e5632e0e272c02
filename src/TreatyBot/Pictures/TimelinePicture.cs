using TreatyBot.Knowledge.Answering.Timelines;
namespace TreatyBot.Pictures;
internal static class TimelinePicture { public static byte[] Draw(Timeline timeline) => []; }
