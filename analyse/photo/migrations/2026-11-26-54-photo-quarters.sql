drop index "analyse".photo_look_quarter_1;
drop index "analyse".photo_look_quarter_2;
drop index "analyse".photo_look_quarter_3;
drop index "analyse".photo_look_quarter_4;
-- Whole answers: some ten thousand words are compared a search, and none of their rows is fetched.
create index photo_look_quarter_1 on "analyse".photo_look
  (district_id, ((coarse >> 48) & 65535)) include (coarse, slope, part, file_id);
create index photo_look_quarter_2 on "analyse".photo_look
  (district_id, ((coarse >> 32) & 65535)) include (coarse, slope, part, file_id);
create index photo_look_quarter_3 on "analyse".photo_look
  (district_id, ((coarse >> 16) & 65535)) include (coarse, slope, part, file_id);
create index photo_look_quarter_4 on "analyse".photo_look
  (district_id, (coarse & 65535)) include (coarse, slope, part, file_id);
