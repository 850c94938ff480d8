//! Sentences there and back again, and texts that must be left alone.

use proptest::prelude::*;

use super::*;

/// Capitals here have codes in TCVN3 (plain letters and Ă Â Ê Ô Ơ Ư Đ), so that both encodings can hold them.
const SENTENCES: [&str; 24] = [
    "Công đoàn Viên chức Việt Nam phối hợp với Bộ Nội vụ tổ chức cuộc thi trực tuyến.",
    "Kế hoạch được ký ngày 05 tháng 01 năm 2026 tại Hà Nội.",
    "Thí sinh trả lời đúng nhiều câu hỏi nhất trong thời gian ngắn nhất được xếp hạng cao hơn.",
    "Lớp tập huấn nghiệp vụ dành cho cán bộ công đoàn cơ sở diễn ra trong ba ngày.",
    "Kinh phí do hai bên cùng bảo đảm theo quy định hiện hành.",
    "Đề nghị các đơn vị gửi báo cáo trước ngày 15 hằng tháng.",
    "Hội thảo nâng cao chất lượng phục vụ người dân và doanh nghiệp.",
    "Ban tổ chức trao giải nhất, giải nhì và giải khuyến khích.",
    "Khối thi đua số một gồm chín đơn vị thành viên.",
    "Tặng ba mươi suất quà cho gia đình có hoàn cảnh khó khăn.",
    "Ông Nguyễn Trọng Thừa phát biểu khai mạc buổi lễ.",
    "Bà Huỳnh Kim Hùng chủ trì phiên họp thứ hai.",
    "Thủ tướng yêu cầu đẩy mạnh cải cách thủ tục hành chính.",
    "Đoàn khảo sát làm việc với ba tỉnh miền núi phía Bắc.",
    "Mường Khương, Bảo Thắng và Bát Xát là ba huyện của Lào Cai.",
    "Trung thành, trách nhiệm, liêm chính, sáng tạo.",
    "Cờ thi đua và bằng khen được xét theo tiêu chuẩn đã công bố.",
    "Số đoàn viên nữ chiếm gần một nửa tổng số đoàn viên.",
    "Quyết định có hiệu lực kể từ ngày ký.",
    "Biên bản kết thúc vào mười bảy giờ, đã đọc lại và nhất trí thông qua.",
    "Người dự thi không được sử dụng tài liệu giấy hoặc điện thoại.",
    "Vỹ tuyến mười bảy chạy qua tỉnh Quảng Trị.",
    "Khuyến nghị sửa đổi những điều khoản chưa phù hợp với thực tiễn.",
    "Chị Lê Thị Thuỷ kể chuyện về ngôi nhà rộng sáu mươi mét vuông.",
];

#[test]
fn real_text_of_old_files() {
    assert_eq!(convert("B¶o Th¾ng", Encoding::Tcvn3), "Bảo Thắng");
    assert_eq!(convert("M\u{AD}êng Kh\u{AD}¬ng", Encoding::Tcvn3), "Mường Khương");
    assert_eq!(convert("B¸t X¸t", Encoding::Tcvn3), "Bát Xát");
    assert_eq!(convert("Xin chaøo caùc baïn", Encoding::Vni), "Xin chào các bạn");
    assert_eq!(
        convert("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", Encoding::Vni),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    );
    assert_eq!(convert("c«ng ®oµn", Encoding::Tcvn3Capitals), "CÔNG ĐOÀN");
    assert_eq!(convert("Céng hßa x· héi", Encoding::Tcvn3), "Cộng hòa xã hội");
}

#[test]
fn old_text_is_told_from_its_letters() {
    for (text, encoding) in [
        ("B¶o Th¾ng", Encoding::Tcvn3),
        ("M\u{AD}êng Kh\u{AD}¬ng", Encoding::Tcvn3),
        ("B¸t X¸t", Encoding::Tcvn3),
        ("§oµn", Encoding::Tcvn3),
        ("Xin chaøo caùc baïn", Encoding::Vni),
        ("COÄNG ÑOAØN", Encoding::Vni),
    ] {
        assert_eq!(detect(text), Some(encoding), "{text}");
    }
}

#[test]
fn sentences_there_and_back_again() {
    for sentence in SENTENCES {
        let tcvn3 = tcvn3::encode(sentence).expect(sentence);
        assert_ne!(tcvn3, sentence);
        assert_eq!(detect(&tcvn3), Some(Encoding::Tcvn3), "{tcvn3}");
        assert_eq!(convert(&tcvn3, Encoding::Tcvn3), sentence);

        let capitals = tcvn3::encode(&sentence.to_lowercase()).expect(sentence);
        assert_eq!(convert(&capitals, Encoding::Tcvn3Capitals), sentence.to_uppercase());

        for written in [sentence.to_owned(), sentence.to_uppercase()] {
            let vni = vni::encode(&written);
            assert_eq!(detect(&vni), Some(Encoding::Vni), "{vni}");
            assert_eq!(convert(&vni, Encoding::Vni), written);
        }
    }
}

#[test]
fn correct_vietnamese_is_left_alone() {
    for sentence in SENTENCES {
        assert_eq!(detect(sentence), None, "{sentence}");
        let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(sentence).collect();
        assert_eq!(detect(&decomposed), None, "{sentence}");
        for word in sentence.split_whitespace() {
            assert_eq!(detect(word), None, "{word}");
        }
    }
    // Only letters that Latin-1 has too.
    for text in [
        "Hoàng",
        "toán hoà thoái",
        "Hà Nam",
        "báo cáo",
        "bò và bê",
        "TOÀN",
        "xã, quý, tôi",
    ] {
        assert_eq!(detect(text), None, "{text}");
    }
}

#[test]
fn other_languages_are_left_alone() {
    for text in [
        "The quick brown fox jumps over the lazy dog.",
        "a naïve résumé at the café, déjà vu, façade, Zoë and Noël",
        "© 2024, ® ™ § 5, 25 °C, 3 µm, 5 µg, ½ · ¼, £5m",
        "«Bonjour», où êtes-vous allés à Noël ? Très intéressé, très ému.",
        "Größe, Mönch, Köln, Zürich, für, schön, Übung",
        "El Niño, año, señor, según, más, sí",
        "São Paulo, coração, não, você, é",
        "",
        "12.345",
    ] {
        assert_eq!(detect(text), None, "{text}");
    }
}

#[test]
fn fonts_have_names() {
    for (font, encoding) in [
        (".VnTime", Some(Encoding::Tcvn3)),
        (".VnTimeH", Some(Encoding::Tcvn3Capitals)),
        (".VnArial NarrowH", Some(Encoding::Tcvn3Capitals)),
        ("VNI-Times", Some(Encoding::Vni)),
        ("Times New Roman", None),
        ("Arial", None),
    ] {
        assert_eq!(encoding_of_font(font), encoding, "{font}");
    }
}

#[test]
fn remnants_of_half_a_conversion() {
    assert_eq!(repair_remnants("Công đoμn, chất l−ợng."), "Công đoàn, chất lượng.");
    assert_eq!(repair_remnants("đo\u{B5}n viên"), "đoàn viên");
    assert_eq!(repair_remnants("5 μm, 3 − 2, x−y, a − b"), "5 μm, 3 − 2, x−y, a − b");
}

#[test]
fn dropped_soft_hyphens() {
    let bare = "Mêng Kh¬ng, B¶o Th¾ng";
    assert_eq!(detect(bare), Some(Encoding::Tcvn3));
    assert_eq!(
        restore_lost_horn(&convert(bare, Encoding::Tcvn3)),
        "Mường Khương, Bảo Thắng"
    );
    assert_eq!(restore_lost_horn("ĐỜNG PHỜNG"), "ĐƯỜNG PHƯỜNG");
    for sentence in SENTENCES {
        assert_eq!(restore_lost_horn(sentence), sentence, "nothing is lacking here");
    }
}

fn small_text() -> impl Strategy<Value = String> {
    "[a-zăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ0-9 .,]{0,40}"
}

proptest! {
    #[test]
    fn every_letter_there_and_back_again(text in small_text()) {
        prop_assert_eq!(convert(&tcvn3::encode(&text).unwrap(), Encoding::Tcvn3), text.clone());
        prop_assert_eq!(convert(&vni::encode(&text), Encoding::Vni), text.clone());
        let capitals = text.to_uppercase();
        prop_assert_eq!(convert(&vni::encode(&capitals), Encoding::Vni), capitals);
    }

    #[test]
    fn unicode_vietnamese_is_never_taken_for_old(text in small_text()) {
        prop_assume!(text.chars().any(is_vietnamese_beyond_latin1));
        prop_assert_eq!(detect(&text), None);
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        let _ = detect(&text);
        let _ = (repair_remnants(&text), restore_lost_horn(&text));
        for encoding in [Encoding::Tcvn3, Encoding::Tcvn3Capitals, Encoding::Vni] {
            let _ = convert(&text, encoding);
        }
    }
}
